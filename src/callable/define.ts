import type { Callable, RunSession } from './callable.ts'
import { createCallable, type ReadInput } from './create.ts'
import { declareInput, declareOutput } from './declare.ts'
import type {
  CallerInput,
  Definition,
  InputDefinition,
  OutputDefinition,
  OutputsOf,
  Results,
  RunContext,
  RunInput,
} from './definition.ts'
import { badInput, missing, nameInput } from './input.ts'
import { produce } from './produce.ts'
import type { Run } from './run.ts'
import { isStandardSchema, type StandardIssue, type StandardSchema } from './standard-schema.ts'

export { update, type Updated } from './update.ts'

/** A function of yours as a callable: it can be called, served as an app, run from a terminal and given to an agent. */
export const define = <
  const Input extends InputDefinition = Readonly<Record<never, never>>,
  const Output extends OutputDefinition | undefined = undefined,
  Result extends Results<Output> = Results<Output>,
>(
  definition: Definition<Input, Output, Result>,
): Callable<CallerInput<Input>, OutputsOf<Output, Result>> => {
  const { name, title, description, input = {} } = definition
  const output = declareOutput(definition.output)
  return createCallable({
    name,
    title,
    description,
    input: declareInput(input),
    output,
    streams: definition.streams ?? isGenerator(definition),
    // Nobody else has to be told that a function of ours is no longer wanted.
    grace: 0,
    start: (values, run) => produce(() => definition.run(values as RunInput<Input>, new Context(run)), output, run),
    ...(isStandardSchema(input) ? { read: readBy(input) } : {}),
  })
}

/** What it offers may be taken apart, as in `run: (input, { log }) => …`. */
class Context implements RunContext {
  readonly #run: Run
  #session: RunSession | undefined

  constructor(run: Run) {
    this.#run = run
  }

  get signal(): AbortSignal {
    return this.#run.signal
  }

  get session(): RunSession {
    return (this.#session ??= this.#run.session ?? { id: this.#run.id, state: {} })
  }

  readonly progress: RunContext['progress'] = (progress) => {
    this.#run.emit({ type: 'progress', ...(typeof progress === 'number' ? { done: progress } : progress) })
  }

  readonly log: RunContext['log'] = (text, level = 'info', title) => {
    this.#run.emit({ type: 'log', level, text, ...(title === undefined ? {} : { title }) })
  }
}

/** Is it a generator function? One that hands on a stream of somebody else's is not told apart from others. */
export const isGenerator = ({ run }: { readonly run: object }): boolean =>
  /^(?:Async)?GeneratorFunction$/.test(Object.getPrototypeOf(run)?.[Symbol.toStringTag] ?? '')

/** Names come from us, everything else is the schema's own business: defaults, checks, changes. */
const readBy =
  (schema: StandardSchema): ReadInput =>
  async (parameters, input) => {
    const { values, faults } = nameInput(parameters, input)
    const absent = parameters.filter(({ name, required }) => required && values[name] === undefined)
    faults.push(...absent.map(({ name }) => missing(name)))
    const result = await schema['~standard'].validate({ ...values })
    const issues = (result.issues ?? [])
      .map(faultOf)
      .filter(({ parameter }) => !absent.some(({ name }) => name === parameter))
    if (faults.length + issues.length > 0) throw badInput(parameters, [...faults, ...issues])
    return result.issues === undefined ? (result.value as Record<string, unknown>) : {}
  }

const faultOf = ({ path = [], message }: StandardIssue): { parameter: string; message: string } => {
  const names = path.map((part) => String(typeof part === 'object' ? part.key : part))
  return { parameter: names[0] ?? '', message: names.length === 0 ? message : `${names.join('.')}: ${message}` }
}
