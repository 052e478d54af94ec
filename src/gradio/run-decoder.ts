import { HfnError } from '../core/error.ts'
import { printable } from '../core/secret.ts'
import { unchanged, type LogEvent, type Update } from '../callable/callable.ts'
import type { Finished, Run } from '../callable/run.ts'
import { applyDiff } from '../wire/diff.ts'
import type { Endpoint } from '../wire/endpoint.ts'
import type { Message, Output, ProgressUnit } from '../wire/message.ts'
import { readUpdate } from '../wire/update.ts'
import { failureOf } from './failure.ts'

export interface DecoderOptions {
  readonly endpoint: Endpoint
  readonly run: Pick<Run, 'emit'>
  /** True where outputs after the first come as differences. */
  readonly diffs: boolean
  /** Turns the app's file objects inside a value into files one can read. */
  readonly receive: (value: unknown) => unknown
  /** Stop after so many heartbeats in a row. */
  readonly maxHeartbeats?: number | undefined
}

/** Reads the messages of one run: tells what happens, and gives the result at the end. */
export class RunDecoder {
  readonly #options: DecoderOptions
  #wire: readonly unknown[] | undefined
  #outputs: Finished | undefined
  #heartbeats = 0
  eventId: string | undefined

  constructor(options: DecoderOptions) {
    this.#options = options
  }

  /** Takes one message; gives the result at the last one, throws when the run failed. */
  take(message: Message): Finished | undefined {
    if (message.msg !== 'heartbeat') this.#heartbeats = 0
    switch (message.msg) {
      case 'process_generating':
      case 'process_streaming':
        if (message.success === false) throw failureOf(message.output, message.output?.title, this.#context())
        this.#generating(message.output)
        return undefined
      case 'process_completed':
        return this.#completed(message.output, message.success !== false, message.title)
      case 'estimation':
        this.#queue(message.rank, message.queue_size, message.rank_eta)
        return undefined
      case 'progress':
        this.#progress(message.progress_data)
        return undefined
      case 'log':
        this.#options.run.emit(logEvent(message.log, message.level, message.title))
        return undefined
      case 'heartbeat':
        this.#heartbeat()
        return undefined
      case 'queue_full':
        throw new HfnError('QUEUE_FULL', 'The queue of the app is full', { hint: 'Try again later.' })
      case 'unexpected_error':
        throw this.#gone(message.message ?? '')
      case 'process_starts':
      case 'close_stream':
      case 'send_hash':
      case 'send_data':
        return undefined
    }
  }

  /** The error of a connection that ended before the run did. */
  broken(error: unknown): Error {
    if (HfnError.is(error) && !['STREAM_BROKEN', 'UNREACHABLE', 'TIMEOUT'].includes(error.code)) return error
    const reason = error instanceof Error ? error.message : String(error)
    const code = HfnError.is(error) && error.code === 'TIMEOUT' ? 'TIMEOUT' : 'STREAM_BROKEN'
    return new HfnError(code, `The connection broke during the run: ${reason}`, {
      ...this.#context(),
      cause: error,
      hint: 'The function may still be running there; call it again if it may run twice.',
    })
  }

  /** The error of a run that ended with the app it was in. */
  restarted(): HfnError {
    return new HfnError('APP_STOPPED', 'The app was restarted during the run, which is lost', {
      ...this.#context(),
      hint: 'Call it again; what the app kept for this session is gone.',
    })
  }

  #context(): { eventId: string | undefined; data: readonly unknown[] | undefined } {
    return { eventId: this.eventId, data: this.#outputs?.data }
  }

  #generating(output: Output | undefined): void {
    const data = output?.data
    if (!Array.isArray(data)) return
    const before = this.#wire
    this.#wire =
      before !== undefined && this.#options.diffs ? data.map((edits, index) => applyDiff(before[index], edits)) : data
    this.#outputs = this.#decode(this.#wire)
    this.#options.run.emit({ type: 'output', ...this.#outputs })
  }

  #completed(output: Output | undefined, success: boolean, title: string | null | undefined): Finished {
    if (!success || (output?.error !== undefined && output.data === undefined)) {
      throw failureOf(output, title, this.#context())
    }
    if (!Array.isArray(output?.data) || output.code === 'CANCELLED') {
      throw new HfnError('CANCELLED', 'The run was cancelled by the app', this.#context())
    }
    const finished = this.#decode(output.data)
    return { ...finished, seconds: output.duration ?? undefined }
  }

  #decode(data: readonly unknown[]): Finished {
    const { endpoint, receive } = this.#options
    let updates: (Update | null)[] | undefined
    const values = endpoint.returns.map(({ position, shape }, index) => {
      const raw = data[position]
      const update = readUpdate(raw)
      if (update === undefined) return receive(shape.decode(raw))
      if (update.props !== undefined) {
        updates ??= endpoint.returns.map(() => null)
        updates[index] = update.props
      }
      return 'value' in update ? receive(shape.decode(update.value)) : unchanged
    })
    return updates === undefined ? { data: values } : { data: values, updates }
  }

  #queue(rank: number | null | undefined, size: number | undefined, eta: number | null | undefined): void {
    if (typeof rank !== 'number') return
    const seconds = typeof eta === 'number' ? { eta } : {}
    this.#options.run.emit({ type: 'queue', position: rank, size: size ?? rank + 1, ...seconds })
  }

  /** Nested bars come outermost first; the innermost is the one that moves. */
  #progress(units: readonly ProgressUnit[] | null | undefined): void {
    const unit = Array.isArray(units) ? units.at(-1) : undefined
    if (unit === undefined || unit === null) return
    const { index, length, progress, desc } = unit
    const counted = typeof index === 'number'
    this.#options.run.emit({
      type: 'progress',
      ...(counted ? { done: index } : typeof progress === 'number' ? { done: progress, total: 1 } : {}),
      ...(counted && typeof length === 'number' ? { total: length } : {}),
      ...(typeof unit.unit === 'string' && counted ? { unit: unit.unit } : {}),
      ...(typeof desc === 'string' ? { text: desc } : {}),
    })
  }

  #heartbeat(): void {
    this.#heartbeats += 1
    const { maxHeartbeats } = this.#options
    if (maxHeartbeats === undefined || this.#heartbeats < maxHeartbeats) return
    throw new HfnError('TIMEOUT', `Nothing but ${this.#heartbeats} heartbeats came`, {
      ...this.#context(),
      hint: 'The run goes on; ask for its results again.',
    })
  }

  #gone(message: string): HfnError {
    const text = printable(message)
    const stopped = text.includes('Server stopped')
    return new HfnError(
      stopped ? 'APP_STOPPED' : 'STREAM_BROKEN',
      `The app gave the run up: ${text || 'no reason given'}`,
      {
        ...this.#context(),
        hint: stopped ? 'Start the app again, then call again.' : 'The app no longer knows this run; call again.',
      },
    )
  }
}

const levels = ['info', 'success', 'warning', 'error'] as const

const logEvent = (text: string | undefined, level: string | undefined, title: string | null | undefined): LogEvent => {
  const known = levels.find((name) => name === level) ?? 'info'
  // Gradio's default title only repeats the level.
  const own = typeof title === 'string' && title.toLowerCase() !== known ? { title } : {}
  return { type: 'log', level: known, ...own, text: text ?? '' }
}
