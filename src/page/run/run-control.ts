import type { Message, ProgressUnit } from '../../wire/message.ts'
import type { PageFunction } from '../config.ts'
import type { Session } from '../client/session.ts'
import type { Field } from '../model/field.ts'
import type { Notices } from '../model/notices.ts'
import { Cell } from '../state/cell.ts'
import { failureOf, placeFaults } from './failure.ts'
import { Outputs } from './outputs.ts'
import { isBusy, type RunState } from './run-state.ts'

export interface RunParts {
  readonly definition: PageFunction
  readonly session: Session
  readonly inputs: readonly (Field | undefined)[]
  readonly outputs: readonly (Field | undefined)[]
  readonly notices: Notices
}

/** A run that has ended well, as it is remembered. */
export interface FinishedRun {
  readonly definition: PageFunction
  readonly inputs: readonly unknown[]
  readonly outputs: readonly unknown[]
  readonly seconds: number | undefined
}

/** One function of the page: starts its runs, one at a time, and tells where they stand. */
export class RunControl {
  readonly state = new Cell<RunState>({ phase: 'idle' })
  /** Id of the run under way, once the app has given it. */
  readonly eventId = new Cell<string | undefined>(undefined)
  readonly #parts: RunParts
  readonly #finished = new Set<(run: FinishedRun) => void>()
  #run: OneRun | undefined

  constructor(parts: RunParts) {
    this.#parts = parts
  }

  get definition(): PageFunction {
    return this.#parts.definition
  }

  get inputs(): readonly (Field | undefined)[] {
    return this.#parts.inputs
  }

  get outputs(): readonly (Field | undefined)[] {
    return this.#parts.outputs
  }

  get busy(): boolean {
    return isBusy(this.state.value)
  }

  /** Starts a run with the values of the inputs; does nothing while one is under way. */
  start(trigger?: number): void {
    if (this.busy) return
    void this.#begin().start(trigger)
  }

  /** Takes up a run that an earlier load of this page started. */
  resume(id: string): void {
    if (!this.busy) this.#begin().resume(id)
  }

  stop(): void {
    this.#run?.stop()
  }

  /** Hears of every run that ends well; gives what ends it. */
  onFinished(listener: (run: FinishedRun) => void): () => void {
    this.#finished.add(listener)
    return () => this.#finished.delete(listener)
  }

  /** Inputs and outputs as they were when the page came. */
  clear(): void {
    for (const field of [...this.inputs, ...this.outputs]) field?.clear()
    if (!this.busy) this.state.set({ phase: 'idle' })
  }

  #begin(): OneRun {
    this.#run = new OneRun(this.#parts, this)
    return this.#run
  }

  /** Told by the run that has ended. */
  ended(run: FinishedRun | undefined): void {
    this.#run = undefined
    this.eventId.set(undefined)
    if (run !== undefined) for (const listener of this.#finished) listener(run)
  }
}

/** One run, from the click to its end. */
class OneRun {
  readonly #parts: RunParts
  readonly #control: RunControl
  readonly #outputs: Outputs
  #data: readonly unknown[] = []
  #id: string | undefined
  #stopped = false

  constructor(parts: RunParts, control: RunControl) {
    this.#parts = parts
    this.#control = control
    this.#outputs = new Outputs(parts.outputs)
    for (const field of parts.inputs) field?.fault.set(undefined)
    for (const field of parts.outputs) field?.busy.set(field.busy.value + 1)
    control.state.set({ phase: 'sending' })
  }

  async start(trigger: number | undefined): Promise<void> {
    const { inputs, definition, session } = this.#parts
    try {
      await Promise.all(inputs.flatMap((field) => field?.sending.value ?? []))
      if (this.#stopped) return
      this.#data = inputs.map((field) => (field === undefined || field.type === 'state' ? null : field.value.value))
      const id = await session.join({ index: definition.index, data: this.#data, trigger }, this)
      this.#accepted(id)
    } catch (error) {
      if (!this.#stopped) this.#fail(failureOf(error))
    }
  }

  resume(id: string): void {
    this.#data = this.#parts.inputs.map((field) => field?.value.value ?? null)
    this.#accepted(id)
    this.#parts.session.follow(id, this)
  }

  stop(): void {
    if (this.#stopped) return
    this.#stopped = true
    if (this.#id !== undefined) this.#cancel(this.#id)
    this.#end({ phase: 'stopped' })
  }

  take(message: Message): void {
    if (this.#stopped) return
    switch (message.msg) {
      case 'estimation':
        return this.#tell({
          phase: 'waiting',
          position: message.rank ?? undefined,
          eta: message.rank_eta ?? undefined,
        })
      case 'process_starts':
        return this.#tell({ phase: 'running', startedAt: performance.now() })
      case 'progress':
        return this.#progress(message.progress_data?.at(-1))
      case 'log':
        return this.#parts.notices.add({
          level: message.level ?? 'info',
          title: message.title ?? undefined,
          text: message.log ?? '',
        })
      case 'process_generating':
      case 'process_streaming':
        return this.#outputs.take(message.output?.data ?? [])
      case 'process_completed':
        return this.#complete(message)
      case 'heartbeat':
      case 'close_stream':
      case 'queue_full':
      case 'unexpected_error':
      case 'send_hash':
      case 'send_data':
        return
    }
  }

  lost(reason: string): void {
    if (this.#stopped) return
    const text = reason.startsWith('404') ? 'The app no longer knows this run; start it again.' : reason
    this.#fail({ title: 'Lost', text })
  }

  #accepted(id: string): void {
    this.#id = id
    if (this.#stopped) return this.#cancel(id)
    this.#control.eventId.set(id)
    if (this.#control.state.value.phase === 'sending') this.#tell({ phase: 'waiting' })
  }

  #cancel(id: string): void {
    // The visitor has stopped it already; the app stops it too when nobody reads any more.
    this.#parts.session.cancel(id).catch(() => {})
  }

  #progress(progress: ProgressUnit | undefined): void {
    this.#tell({ ...this.#control.state.value, phase: 'running', progress })
  }

  #complete({ success, output, title }: Extract<Message, { msg: 'process_completed' }>): void {
    if (success === false) return this.#fail(failureOf({ ...output, title: title ?? output?.title }))
    this.#outputs.finish(output?.data)
    if (output?.code === 'CANCELLED') return this.#end({ phase: 'stopped' })
    const seconds = output?.duration ?? undefined
    this.#end(
      { phase: 'done', seconds },
      { definition: this.#parts.definition, inputs: this.#data, outputs: output?.data ?? [], seconds },
    )
  }

  #fail(error: NonNullable<RunState['error']>): void {
    this.#outputs.finish(undefined)
    const { definition, inputs } = this.#parts
    const rest = error.code === 'BAD_ARGUMENT' ? placeFaults(error.text, definition, inputs) : error.text
    this.#end({ phase: 'failed', error: { ...error, text: rest } })
  }

  #tell(state: RunState): void {
    this.#control.state.set(state)
  }

  #end(state: RunState, finished?: FinishedRun): void {
    this.#stopped = true
    for (const field of this.#parts.outputs) field?.busy.set(Math.max(0, field.busy.value - 1))
    this.#tell(state)
    this.#control.ended(finished)
  }
}
