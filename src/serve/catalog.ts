import { HfnError } from '../core/error.ts'
import type { Callable, Source } from '../callable/callable.ts'
import type { ServeOptions } from './options.ts'
import { matchName } from '../callable/names.ts'

/** One function of the app; its `index` is what clients call `fn_index`. */
export interface ServedFunction {
  readonly index: number
  readonly callable: Callable
  /** Runs at the same time. */
  readonly limit: number
}

/** The functions of an app: nothing else can be called, by name or by index. */
export interface Catalog {
  readonly all: readonly ServedFunction[]
  /** By exact name, or without regard to case, dash and underscore where only one fits. */
  byName(name: string): ServedFunction | undefined
  byIndex(index: unknown): ServedFunction | undefined
}

export type Functions = Iterable<Callable> | Source

type Limits = Pick<ServeOptions, 'concurrency' | 'functions'>

const limitOf = (name: string, { concurrency = 1, functions = {} }: Limits): number =>
  Math.max(1, (Object.hasOwn(functions, name) ? functions[name]?.concurrency : undefined) ?? concurrency)

/** Numbers the functions in their order; BAD_USAGE when two share a name. */
export const catalogOf = (functions: Functions, limits: Limits = {}): Catalog => {
  const callables = 'functions' in functions ? functions.functions.values() : functions
  const all = Array.from(callables, (callable, index) => ({ index, callable, limit: limitOf(callable.name, limits) }))
  const names = new Map(all.map((served) => [served.callable.name, served]))
  if (names.size < all.length) {
    const twice = all.find((served) => names.get(served.callable.name) !== served)
    throw new HfnError('BAD_USAGE', `Two functions are called "${twice?.callable.name}"`, {
      hint: 'Give each function of an app its own name.',
    })
  }
  return {
    all,
    byName: (name) => names.get(name) ?? names.get(matchName(name, names.keys()) ?? ''),
    byIndex: (index) => (typeof index === 'number' ? all[index] : undefined),
  }
}
