import { HfnError } from '../core/error.ts'
import type { Callable, Source } from '../callable/callable.ts'
import { matchName } from '../callable/names.ts'
import type { AppDefinition } from './blueprint.ts'
import type { FunctionOptions, ServeOptions } from './options.ts'
import { oneOf } from './queue/batched.ts'
import type { LineRules } from './queue/contract.ts'

/** One function of the app; its `index` is what clients call `fn_index`. */
export interface ServedFunction {
  readonly index: number
  /** As callers see it: of a batched function, one call. */
  readonly callable: Callable
  /** A batched function as it is: over lists. */
  readonly whole?: Callable | undefined
  readonly visibility: NonNullable<FunctionOptions['visibility']>
  /** Milliseconds a run may take. */
  readonly timeout: number | undefined
  readonly line: LineRules
}

/** The functions of an app. */
export interface Catalog {
  /** All of them by their index, private ones included. */
  readonly all: readonly ServedFunction[]
  /** What a client may call, by exact name, or without regard to case, dash and underscore where only one fits. */
  byName(name: string): ServedFunction | undefined
  /** What a client may call. */
  byIndex(index: unknown): ServedFunction | undefined
  /** Any function, for the server itself. */
  named(name: string): ServedFunction | undefined
  readonly lines: ReadonlyMap<string, LineRules>
}

export type Functions = Iterable<Callable> | Source

type Limits = Pick<ServeOptions, 'concurrency' | 'functions'>

export const isDefinition = (functions: Functions | AppDefinition): functions is AppDefinition =>
  'blueprint' in functions

const callablesOf = (functions: Functions | AppDefinition): Iterable<Callable> => {
  if (isDefinition(functions)) return functions.callables
  return 'functions' in functions ? functions.functions.values() : functions
}

type Options = FunctionOptions & { readonly concurrency: number; readonly batch: number }

/** Each function's options by its name; the app's own words go over those of its definition. */
const optionsOf =
  (functions: Functions | AppDefinition, { concurrency = 1, functions: own = {} }: Limits) =>
  (name: string): Options => {
    const defined = isDefinition(functions) ? functions.settings : {}
    const [under, over] = [defined, own].map((all) => (all !== undefined && Object.hasOwn(all, name) ? all[name] : {}))
    const { batch = 1, ...options } = { ...under, ...over }
    return { ...options, batch: Math.max(1, batch), concurrency: Math.max(1, options.concurrency ?? concurrency) }
  }

/** Functions of one group share a line, with the smallest of their limits. */
const linesOf = (all: readonly (readonly [name: string, options: Options])[]): Map<string, LineRules> => {
  const limits = new Map<string, number>()
  const lineOf = (name: string, { group }: Options): string =>
    group === undefined ? `function ${name}` : `group ${group}`
  for (const [name, options] of all) {
    const line = lineOf(name, options)
    limits.set(line, Math.min(limits.get(line) ?? Infinity, options.concurrency))
  }
  return new Map(
    all.map(([name, options]) => {
      const line = lineOf(name, options)
      return [name, { name: line, limit: limits.get(line) ?? 1, batch: options.batch }]
    }),
  )
}

/** Numbers the functions in their order; BAD_USAGE when two share a name, or one that is batched takes or gives no lists. */
export const catalogOf = (functions: Functions | AppDefinition, limits: Limits = {}): Catalog => {
  const callables = [...callablesOf(functions)]
  const options = optionsOf(functions, limits)
  const lines = linesOf(callables.map(({ name }) => [name, options(name)]))
  const all = callables.map((callable, index): ServedFunction => {
    const { visibility = 'public', timeout, batch } = options(callable.name)
    const line = lines.get(callable.name) ?? { name: callable.name, limit: 1, batch }
    const kept = { index, visibility, timeout, line }
    return batch > 1 ? { ...kept, callable: oneOf(callable), whole: callable } : { ...kept, callable }
  })
  const names = new Map(all.map((served) => [served.callable.name, served]))
  if (names.size < all.length) {
    const twice = all.find((served) => names.get(served.callable.name) !== served)
    throw new HfnError('BAD_USAGE', `Two functions are called "${twice?.callable.name}"`, {
      hint: 'Give each function of an app its own name.',
    })
  }
  const open = new Map([...names].filter(([, { visibility }]) => visibility !== 'private'))
  return {
    all,
    lines,
    byName: (name) => open.get(name) ?? open.get(matchName(name, open.keys()) ?? ''),
    byIndex: (index) => {
      const served = typeof index === 'number' ? all[index] : undefined
      return served?.visibility === 'private' ? undefined : served
    },
    named: (name) => names.get(name),
  }
}
