import type { Schema } from '../core/schema.ts'

/** One parameter of a callable; the order in `input` is the positional order. */
export interface Parameter {
  readonly name: string
  /** Its title, description, default, examples, range, choices and component are words of the schema. */
  readonly schema: Schema
  /** False when the parameter may be left out; `schema.default` is then used, if there is one. */
  readonly required: boolean
}

/** One value a callable returns. */
export interface Returned {
  readonly name: string
  readonly schema: Schema
}

/**
 * The waist of hfn: anything that can be called, wherever it runs.
 * @typeParam Input the arguments by name · @typeParam Outputs the returned values, in order
 */
export interface Callable<
  Input extends object = object,
  Outputs extends readonly unknown[] = readonly unknown[],
  // A parameter of its own, so that every callable is a Callable: TypeScript takes no conditional type for covariant.
  Result = Value<Outputs>,
> {
  /** Unique within its source, such as `op1`. */
  readonly name: string
  readonly title?: string | undefined
  readonly description?: string | undefined
  readonly input: readonly Parameter[]
  readonly output: readonly Returned[]
  /** May it give outputs on its way? Undefined when nobody knows. */
  readonly streams?: boolean | undefined
  /**
   * Starts one run, once; arguments by name, or as an array by position.
   * A wrong input rejects the job with BAD_ARGUMENT before anything is sent.
   */
  run(input?: Input | readonly unknown[], options?: RunOptions): Job<Outputs, Result>
}

/** The visitor a run belongs to. */
export interface RunSession {
  readonly id: string
  /** Who is logged in. */
  readonly user?: string | undefined
  /** What functions keep for this visitor between runs: JSON, changed in place. */
  readonly state: Record<string, unknown>
}

export interface RunOptions {
  /** Cancels the run. */
  readonly signal?: AbortSignal | undefined
  /** Milliseconds the whole run may take, waiting included; none by default. */
  readonly timeout?: number | undefined
  /** Told while the inputs' files are sent. */
  readonly onUpload?: ((progress: UploadProgress) => void) | undefined
  /** For functions of this process; others keep sessions of their own. */
  readonly session?: RunSession | undefined
}

export interface UploadProgress {
  readonly name: string
  /** Bytes sent and to send; `total` is absent for a stream of unknown length. */
  readonly sent: number
  readonly total?: number | undefined
}

/**
 * One run. Await it for its value, iterate it for its events, do both, or neither: it runs exactly once.
 * Leaving a loop early cancels the run, unless somebody else awaits or iterates it.
 * A reader that is slow slows the source; while other runs share its connection, older outputs are dropped instead.
 */
export interface Job<Outputs extends readonly unknown[] = readonly unknown[], Result = Value<Outputs>>
  extends Promise<Result>, AsyncIterable<RunEvent<Outputs>> {
  readonly id: string
  /** Stops the run where it runs; resolves when the other side has been told. The job then rejects with CANCELLED. */
  cancel(): Promise<void>
  /** All outputs, always as an array, once the run is done. */
  outputs(): Promise<Outputs>
}

/** What awaiting a job gives: the value when there is one output, nothing when there is none, a tuple otherwise. */
export type Value<Outputs extends readonly unknown[]> = Outputs extends readonly [infer Only]
  ? Only
  : Outputs extends readonly []
    ? undefined
    : number extends Outputs['length']
      ? unknown
      : Outputs

/** What happens during a run. A failure ends the iteration by throwing the one error class. */
export type RunEvent<Outputs extends readonly unknown[] = readonly unknown[]> =
  | QueueEvent
  | ProgressEvent
  | LogEvent
  | OutputEvent<Outputs>
  | DoneEvent<Outputs>

/** Where the run stands in line: `position` 0 is next; `size` counts those waiting; `eta` in seconds. */
export interface QueueEvent {
  readonly type: 'queue'
  readonly position: number
  readonly size: number
  readonly eta?: number | undefined
}

export interface ProgressEvent {
  readonly type: 'progress'
  readonly done?: number | undefined
  readonly total?: number | undefined
  readonly unit?: string | undefined
  readonly text?: string | undefined
}

export interface LogEvent {
  readonly type: 'log'
  readonly level: 'info' | 'success' | 'warning' | 'error'
  readonly title?: string | undefined
  readonly text: string
}

/** A whole snapshot of the outputs, never a difference; it does not change later. */
export interface OutputEvent<Outputs extends readonly unknown[] = readonly unknown[]> {
  readonly type: 'output'
  readonly data: Outputs
  /** Per output, what else the function changed about its component; absent when nothing. */
  readonly updates?: readonly (Update | null)[] | undefined
}

/** The last event of a run that succeeded; `seconds` is how long the function itself ran, when known. */
export interface DoneEvent<Outputs extends readonly unknown[] = readonly unknown[]> {
  readonly type: 'done'
  readonly data: Outputs
  readonly updates?: readonly (Update | null)[] | undefined
  readonly seconds?: number | undefined
}

/** Properties of a component, such as `visible` or `choices`, that came beside or instead of a value. */
export type Update = Readonly<Record<string, unknown>>

/** Stands in `data` for an output the function left as it was. */
export const unchanged: { readonly unchanged: true } = Object.freeze({ unchanged: true })

/** A set of callables behind one address: an app, a model, a module of yours. */
export interface Source {
  readonly functions: ReadonlyMap<string, Callable>
  close(): Promise<void>
}
