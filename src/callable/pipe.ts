import { HfnError } from '../core/error.ts'
import { unchanged, type Callable, type Parameter } from './callable.ts'
import { fix, follow, type Fixed } from './compose.ts'
import { createCallable } from './create.ts'
import { badInput, nameInput } from './input.ts'
import { matchName } from './names.ts'
import type { Finished } from './run.ts'

/** A callable in a pipe, with what it does not get from the one before it in order. */
export interface Step<Input extends object = object, Outputs extends readonly unknown[] = readonly unknown[]> {
  readonly callable: Callable<Input, Outputs>
  /** Parameter → the number of an output of the step before, or a path into it such as `0.url`; default: the outputs in order. */
  readonly map?: Readonly<Record<string, number | string>> | undefined
  /** Arguments that are always the same. */
  readonly with?: Partial<Input> | undefined
}

type InputOf<Piped> = Piped extends Callable<infer Input> | Step<infer Input> ? Input : never
type OutputsOf<Piped> = Piped extends { readonly callable: infer Inner }
  ? OutputsOf<Inner>
  : Piped extends { run(): { outputs(): Promise<infer Outputs extends readonly unknown[]> } }
    ? Outputs
    : never
type Piped = Callable | Step

/**
 * Callables one after the other, as one: the parameters of the first, and those the later ones still require (called
 * `step_parameter` where a name is taken); the outputs of the last. Progress, logs and queue places of all steps are told.
 * @throws BAD_USAGE when a step returns more than the next one takes and no `map` says what goes where
 * @throws BAD_ARGUMENT when `map` or `with` names no parameter
 */
export const pipe = <const First extends Piped, const Last extends Piped>(
  ...piped: readonly [First, ...Piped[], Last]
): Callable<InputOf<First> & Readonly<Record<string, unknown>>, OutputsOf<Last>> => {
  const steps = plan(piped.map(asStep))
  const callables = steps.map(({ callable }) => callable)
  const last = steps.length - 1
  return createCallable({
    name: callables.map(({ name }) => name).join('_'),
    title: callables.map(({ name, title }) => title ?? name).join(' → '),
    input: steps.flatMap(({ open }) => open.map(({ as, parameter }) => ({ ...parameter, name: as }))),
    output: callables[last]?.output ?? [],
    start: async (input, run) => {
      const { signal, onUpload } = run
      let finished: Finished = { data: [] }
      let seconds = 0
      for (const [index, step] of steps.entries()) {
        const given = argumentsOf(step, finished.data, input)
        const tells = (type: string): boolean => type !== 'output' || index === last
        finished = await follow(step.callable.run(given, { signal, onUpload }), run, tells)
        seconds += finished.seconds ?? 0
      }
      const { data, updates } = finished
      return { data, updates, seconds }
    },
  })
}

interface Planned {
  readonly callable: Callable
  readonly fixed: Fixed['values']
  /** Parameter and the path it is fed from. */
  readonly fed: readonly (readonly [name: string, path: string])[]
  /** Parameters the caller of the pipe gives, and what they are called there. */
  readonly open: readonly { readonly as: string; readonly parameter: Parameter }[]
}

const asStep = (piped: Piped): Step => ('callable' in piped ? piped : { callable: piped })

const plan = (steps: readonly Step[]): Planned[] => {
  const taken = new Set<string>()
  return steps.map((step, index) => {
    const { callable } = step
    const { values, free } = fix(callable, step.with ?? {})
    const before = steps[index - 1]?.callable
    if (before === undefined && step.map !== undefined)
      throw misfit(`${callable.name} has nothing before it to map from`, 'Fix its arguments by `with`')
    const fed = before === undefined ? [] : feed(step, free, before)
    const isOpen = ({ name, required }: Parameter): boolean =>
      !fed.some(([fedName]) => fedName === name) && (required || before === undefined)
    const open = free.filter(isOpen).map((parameter) => {
      const as = freeName(parameter.name, callable.name, taken)
      taken.add(as)
      return { as, parameter }
    })
    return { callable, fixed: values, fed, open }
  })
}

const feed = ({ callable, map }: Step, free: readonly Parameter[], before: Callable): Planned['fed'] => {
  const outputs = before.output.length
  if (map !== undefined) {
    const { values, faults } = nameInput(free, map)
    if (faults.length > 0) throw badInput(free, faults)
    const fed = Object.entries(values).map(([name, path]) => [name, String(path)] as const)
    const astray = fed.find(([, path]) => !/^\d+(\.|$)/.test(path) || Number.parseInt(path, 10) >= outputs)
    if (astray === undefined) return fed
    throw misfit(`${before.name} has no output ${astray[1]} for ${astray[0]}`, `Its outputs are 0 to ${outputs - 1}`)
  }
  if (outputs <= free.length) return before.output.map((_, index) => [free[index]?.name ?? '', String(index)] as const)
  const [first] = free
  const hint = `Say what goes where, such as { map: { ${first?.name ?? 'parameter'}: 0 } }`
  throw misfit(`${before.name} returns ${outputs} values, ${callable.name} takes ${free.length}`, hint)
}

const misfit = (message: string, hint: string): HfnError => new HfnError('BAD_USAGE', message, { hint })

/** `steps`, or `upscale_steps` when another step has one too, or `upscale_steps_2`. */
const freeName = (name: string, step: string, taken: ReadonlySet<string>): string => {
  const isFree = (candidate: string): boolean => matchName(candidate, taken) === undefined
  if (isFree(name)) return name
  let candidate = `${step}_${name}`
  for (let turn = 2; !isFree(candidate); turn += 1) candidate = `${step}_${name}_${turn}`
  return candidate
}

const argumentsOf = (
  { fixed, fed, open }: Planned,
  data: readonly unknown[],
  input: Readonly<Record<string, unknown>>,
): object =>
  Object.fromEntries([
    ...Object.entries(fixed),
    ...fed.map(([name, path]) => [name, pick(data, path)] as const),
    ...open.map(({ as, parameter }) => [parameter.name, input[as]] as const),
  ])

/** What a path such as `0.url` leads to; undefined where it leads nowhere. */
const pick = (data: readonly unknown[], path: string): unknown => {
  let value: unknown = data
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null || key in Object.prototype || !(key in value)) return undefined
    value = (value as Readonly<Record<string, unknown>>)[key]
  }
  return value === unchanged ? undefined : value
}
