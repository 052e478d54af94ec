import type { Message, Output } from '../../wire/message.ts'
import type { Report, Task } from '../queue/contract.ts'
import type { Dialect } from './dialect.ts'
import { completed, estimation, failed, generating, log, progress, replaced, starts, stopped } from './events.ts'
import type { Follower } from './roster.ts'

/** How a run stands, for who asks instead of listening. */
export interface Standing {
  readonly status: 'waiting' | 'running' | 'done' | 'failed' | 'stopped'
  readonly data?: readonly unknown[] | undefined
  readonly error?: Output['error']
  readonly code?: string | undefined
}

/** Where a run is told of. */
interface Teller {
  readonly dialect: Pick<Dialect, 'diffs'>
  say(message: Message): void
}

interface FollowerOptions {
  readonly task: Pick<Task, 'id' | 'session' | 'user'>
  readonly feed: Teller
  /** Values the function returns. */
  readonly outputs: number
}

/** One run as its stream tells of it: the same reports always make the same messages. */
export class RunFollower implements Follower {
  readonly id: string
  readonly session: string
  /** Who started it; nobody else reads it. */
  readonly user: string | undefined
  readonly #feed: Teller
  readonly #outputs: number
  #status: Standing['status'] = 'waiting'
  /** The last outputs, as they stand on the wire. */
  #data: readonly unknown[] | undefined
  #final: Message | undefined
  #whenEnded: ((message: Message) => void)[] | undefined

  /** The task itself is let go: its arguments may be large, and a finished run is kept for a while. */
  constructor({ task: { id, session, user }, feed, outputs }: FollowerOptions) {
    this.id = id
    this.session = session
    this.user = user
    this.#feed = feed
    this.#outputs = outputs
  }

  /** Its last message. */
  get ended(): Promise<Message> {
    const final = this.#final
    return final === undefined
      ? new Promise((resolve) => (this.#whenEnded ??= []).push(resolve))
      : Promise.resolve(final)
  }

  get standing(): Standing {
    const output = this.#final?.msg === 'process_completed' ? this.#final.output : undefined
    const data = output?.data ?? this.#data
    return {
      status: this.#status,
      ...(data === undefined ? {} : { data }),
      ...(this.#status === 'failed' ? { error: output?.error, code: output?.code } : {}),
    }
  }

  hear(report: Report): void {
    if (this.#final !== undefined) return
    const { id } = this
    const feed = this.#feed
    switch (report.type) {
      case 'place':
        return feed.say(estimation(id, report))
      case 'started':
        this.#status = 'running'
        return feed.say(starts(id))
      case 'progress':
        return feed.say(progress(id, report))
      case 'log':
        return feed.say(log(id, report))
      case 'output':
        feed.say(generating(id, { data: report.data, before: feed.dialect.diffs ? this.#data : undefined }))
        this.#data = report.data
        return
      case 'done':
        return this.#end('done', completed(id, report.data, report.seconds))
      case 'failed':
        return this.#end('failed', failed(id, report.error))
      case 'stopped':
        return this.#end('stopped', stopped(id, this.#data ?? Array.from({ length: this.#outputs }, () => null)))
    }
  }

  state(known: boolean): Message | undefined {
    if (this.#final !== undefined || this.#data === undefined) return this.#final
    const data = known && this.#feed.dialect.diffs ? replaced(this.#data) : this.#data
    return generating(this.id, { data })
  }

  #end(status: Standing['status'], message: Message): void {
    this.#feed.say(message)
    this.#status = status
    this.#final = message
    this.#data = undefined
    for (const tell of this.#whenEnded ?? []) tell(message)
    this.#whenEnded = undefined
  }
}
