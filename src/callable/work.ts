import { abortReason, whenAborted } from '../core/abort.ts'
import { HfnError } from '../core/error.ts'
import type { DoneEvent, RunEvent, RunOptions } from './callable.ts'
import { Readers, type Ending } from './readers.ts'
import type { Finished, Run, SourceOutput } from './run.ts'

export interface WorkOptions extends RunOptions {
  /** The run's id; default: a random one. */
  readonly id?: string | undefined
  /** Milliseconds `start` is given to settle once the run is stopped; then it ends without it. Default 5,000. */
  readonly grace?: number | undefined
}

/** `setTimeout` takes no more milliseconds than this; longer is no limit. */
const longestTimeout = 2 ** 31 - 1

/** One run from its start to its only end, as its source sees it. */
export class Work<Outputs extends readonly unknown[]> implements Run {
  readonly id: string
  readonly onUpload: RunOptions['onUpload']
  readonly session: RunOptions['session']
  readonly readers: Readers<Outputs>
  /** Settles once the source has, or had the time to. */
  readonly outputs: Promise<Outputs>
  readonly #grace: number
  readonly #cleanUp: (() => void)[] = []
  readonly #onStop = new Set<() => void>()
  #resolve: (outputs: Outputs) => void = () => {}
  #reject: (error: HfnError) => void = () => {}
  /** Made when the source asks for its signal: it costs as much as the rest of a run. */
  #controller: AbortController | undefined
  /** Why the run was stopped; it ends with this whatever the source says afterwards. */
  #stopped: HfnError | undefined
  #over = false

  /** @param onDeserted see `Readers` */
  constructor(options: WorkOptions, onDeserted: () => Promise<void> | void) {
    const { id, signal, timeout, onUpload, session, grace = 5_000 } = options
    this.id = id ?? crypto.randomUUID()
    this.onUpload = onUpload
    this.session = session
    this.readers = new Readers(onDeserted)
    this.#grace = grace
    this.outputs = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
    // Nobody listening is fine.
    this.outputs.catch(() => {})
    if (signal !== undefined) this.#obey(signal)
    if (timeout !== undefined && timeout > 0 && timeout <= longestTimeout) this.#limit(timeout)
  }

  get stopped(): HfnError | undefined {
    return this.#stopped
  }

  onStop(act: () => void): () => void {
    this.#onStop.add(act)
    return () => this.#onStop.delete(act)
  }

  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController()
      if (this.#stopped !== undefined) this.#controller.abort(this.#stopped)
    }
    return this.#controller.signal
  }

  emit(event: Exclude<RunEvent, DoneEvent> | SourceOutput): void {
    if (this.#stopped === undefined) this.readers.emit(event as RunEvent<Outputs>)
  }

  ready(): Promise<void> | undefined {
    return this.#stopped === undefined ? this.readers.ready() : undefined
  }

  /** Does the work, unless the run was stopped before. */
  async start(start: (run: Run) => Promise<Finished>): Promise<void> {
    if (this.#stopped !== undefined) return this.#fail(this.#stopped)
    try {
      this.#succeed(await start(this))
    } catch (error) {
      this.#fail(error)
    }
  }

  /** Tells the source to stop; the first reason counts. */
  stop(reason: HfnError): void {
    if (this.#over || this.#stopped !== undefined) return
    this.#stopped = reason
    this.#controller?.abort(reason)
    for (const act of this.#onStop) act()
    this.#onStop.clear()
    this.readers.release()
    if (this.#grace > 0) this.#after(this.#grace, () => this.#fail(reason))
    else this.#fail(reason)
  }

  #obey(signal: AbortSignal): void {
    const stop = (): void => this.stop(abortReason(signal))
    if (signal.aborted) stop()
    else this.#cleanUp.push(whenAborted(signal, stop))
  }

  #limit(timeout: number): void {
    const hint = 'Allow more time with the timeout option.'
    this.#after(timeout, () => this.stop(new HfnError('TIMEOUT', `No result within ${timeout} ms`, { hint })))
  }

  #after(milliseconds: number, act: () => void): void {
    const timer = setTimeout(act, milliseconds)
    this.#cleanUp.push(() => clearTimeout(timer))
  }

  #succeed({ data, updates, seconds }: Finished): void {
    if (this.#stopped !== undefined) return this.#fail(this.#stopped)
    const outputs = data as Outputs
    const done: DoneEvent<Outputs> = {
      type: 'done',
      data: outputs,
      ...(updates === undefined ? {} : { updates }),
      ...(seconds === undefined ? {} : { seconds }),
    }
    this.#end({ done })
    this.#resolve(outputs)
  }

  #fail(cause: unknown): void {
    const error = this.#stopped ?? failure(cause)
    this.#end({ error })
    this.#reject(error)
  }

  #end(ending: Ending<Outputs>): void {
    if (this.#over) return
    this.#over = true
    for (const clean of this.#cleanUp.splice(0)) clean()
    this.readers.close(ending)
  }
}

/** The error itself when it is ours; what a function threw keeps its message and is the cause. */
const failure = (cause: unknown): HfnError => {
  if (HfnError.is(cause)) return cause
  const said: unknown = cause instanceof Error ? cause.message || cause.name : cause
  // Turning a stranger's object into text may run its code, or fail.
  const message = Object(said) === said ? 'The function threw something that is no error' : String(said)
  return new HfnError('FUNCTION_FAILED', message, { cause })
}
