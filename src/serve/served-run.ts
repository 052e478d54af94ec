import { HfnError } from '../core/error.ts'
import type { DoneEvent, Job, RunEvent } from '../callable/callable.ts'
import type { Message } from '../wire/message.ts'
import type { ServedFunction } from './catalog.ts'
import {
  completed,
  estimation,
  failed,
  failureOf,
  generating,
  log,
  progress,
  replaced,
  starts,
  stopped,
} from './stream/events.ts'
import type { Feed } from './stream/feed.ts'
import { readArguments } from './files/file-arguments.ts'
import { writeOutputs, type Outputs } from './files/file-results.ts'
import type { Files } from './files/files.ts'
import type { Settings } from './options.ts'
import type { Place, Queue, Ticket } from './queue/queue.ts'
import type { Follower } from './stream/roster.ts'

export interface RunParts {
  readonly id: string
  readonly served: ServedFunction
  /** Arguments as they came, by position or by name. */
  readonly given: readonly unknown[] | Readonly<Record<string, unknown>>
  /** What the caller must name to cancel it. */
  readonly session: string
  /** Address of the API as the caller sees it. */
  readonly root: string
  readonly feed: Feed
  readonly queue: Queue
  readonly files: Files
  readonly settings: Settings
  /** When its end may be told, in milliseconds of `performance.now()`. */
  readonly notBefore: number
}

/** One call of a function: it waits its turn, runs, and tells its feed what happens. */
export class ServedRun implements Ticket, Follower {
  readonly id: string
  readonly session: string
  readonly line: string
  readonly limit: number
  /** Its last message. */
  readonly ended: Promise<Message>
  #job: Job | undefined
  #parts: RunParts | undefined
  #end: (message: Message) => void = () => {}
  /** The last outputs, as they stand on the wire. */
  #data: readonly unknown[] | undefined
  #final: Message | undefined

  constructor(parts: RunParts) {
    this.#parts = parts
    this.id = parts.id
    this.session = parts.session
    this.line = String(parts.served.index)
    this.limit = parts.served.limit
    this.ended = new Promise((resolve) => {
      this.#end = resolve
    })
  }

  moved(place: Place): void {
    this.#parts?.feed.say(estimation(this.id, place))
  }

  async start(): Promise<void> {
    const parts = this.#parts
    if (parts === undefined) return
    parts.feed.say(starts(this.id))
    try {
      const last = await this.#work(parts)
      await until(parts.notBefore)
      this.#finish(() => last)
    } catch (error) {
      await until(parts.notBefore)
      this.#fail(error)
    }
  }

  cancel(reason?: HfnError): void {
    this.#parts?.queue.leave(this)
    this.#finish(({ served }) =>
      reason === undefined
        ? stopped(this.id, this.#data ?? served.callable.output.map(() => null))
        : failed(this.id, failureOf(reason, this.id, false)),
    )
    // It ends when the function has been told; how it ends interests nobody any more.
    this.#job?.cancel().catch(() => {})
  }

  state(known: boolean): Message | undefined {
    if (this.#final !== undefined || this.#data === undefined) return this.#final
    return generating(this.id, {
      data: known && this.#parts?.feed.dialect.diffs === true ? replaced(this.#data) : this.#data,
    })
  }

  /** Runs the function; resolves with the message of its end. */
  async #work({ served, given, files, root, settings }: RunParts): Promise<Message> {
    const { callable } = served
    const began = performance.now()
    const input = readArguments(callable.input, given, { files, root, fetchUrl: settings.fetchUrl || undefined })
    this.#job = callable.run(input)
    let last: DoneEvent | undefined
    for await (const event of this.#job) {
      if (event.type === 'done') last = event
      else await this.#tell(event)
    }
    if (last === undefined) throw new HfnError('INTERNAL', `${callable.name} ended without a result`)
    return completed(this.id, await this.#write(last), last.seconds ?? (performance.now() - began) / 1_000)
  }

  async #tell(event: Exclude<RunEvent, DoneEvent>): Promise<void> {
    const feed = this.#parts?.feed
    switch (event.type) {
      case 'queue':
        return this.moved({ position: event.position, size: event.size, eta: event.eta })
      case 'progress':
        return feed?.say(progress(this.id, event))
      case 'log':
        return feed?.say(log(this.id, event))
      case 'output': {
        const data = await this.#write(event)
        if (this.#final !== undefined) return
        feed?.say(generating(this.id, { data, before: feed.dialect.diffs ? this.#data : undefined }))
        this.#data = data
        return
      }
    }
  }

  #write(outputs: Outputs): readonly unknown[] | Promise<readonly unknown[]> {
    const parts = this.#parts
    return parts === undefined ? [] : writeOutputs(parts.served.callable.output, outputs, parts)
  }

  #fail(error: unknown): void {
    if (HfnError.is(error) && error.code === 'CANCELLED') return this.cancel()
    this.#finish(({ settings }) => {
      settings.onError(error, this.id)
      return failed(this.id, failureOf(error, this.id, settings.showErrors))
    })
  }

  /** Says the last message, once; what the run was made of is let go. */
  #finish(last: (parts: RunParts) => Message): void {
    const parts = this.#parts
    if (parts === undefined) return
    const message = last(parts)
    parts.feed.say(message)
    this.#final = message
    this.#parts = undefined
    this.#data = undefined
    this.#end(message)
  }
}

const until = async (time: number): Promise<void> => {
  const wait = time - performance.now()
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
}
