import { abortReason } from '../core/abort.ts'
import type { Callable, Parameter, Returned } from './callable.ts'
import { resolveInput } from './input.ts'
import { startJob } from './job.ts'
import type { Start } from './run.ts'

/** What a callable is made of; `input` and `output` may be getters, they are read when somebody needs them. */
export interface CallableParts {
  readonly name: string
  readonly title?: string | undefined
  readonly description?: string | undefined
  readonly input: readonly Parameter[]
  readonly output: readonly Returned[]
  readonly streams?: boolean | undefined
  readonly start: Start
  /** Reads the caller's input; default `resolveInput`. Throws BAD_ARGUMENT. */
  readonly read?: ReadInput | undefined
  /** See `WorkOptions.grace`. */
  readonly grace?: number | undefined
}

export type ReadInput = (
  parameters: readonly Parameter[],
  input: object,
) => Record<string, unknown> | Promise<Record<string, unknown>>

/** A callable out of its description and the function that does its work; a wrong input rejects the job, nothing is started. */
export const createCallable = <Input extends object = object, Outputs extends readonly unknown[] = readonly unknown[]>(
  parts: CallableParts,
): Callable<Input, Outputs> => ({
  name: parts.name,
  title: parts.title,
  description: parts.description,
  get input() {
    return parts.input
  },
  get output() {
    return parts.output
  },
  streams: parts.streams,
  run: (input, options) =>
    startJob<Outputs>(
      async (run) => {
        const { input: parameters, read = resolveInput } = parts
        const values = read(parameters, input ?? {})
        if (!(values instanceof Promise)) return parts.start(values, run)
        const late = await values
        if (run.signal.aborted) throw abortReason(run.signal)
        return parts.start(late, run)
      },
      { ...options, grace: parts.grace },
    ),
})
