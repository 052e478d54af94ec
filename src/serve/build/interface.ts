import type { Callable } from '../../callable/callable.ts'
import type { AppDefinition } from '../blueprint.ts'
import { defaultPage } from '../describe/default-page.ts'
import type { FunctionOptions } from '../options.ts'
import { nameOfFunction } from './function-name.ts'
import type { HandlerFunction, HandlerInputs, HandlerOutputs, HandlerResult } from './handler.ts'
import { oneOf } from '../queue/batched.ts'
import type { BatchFunction } from './batch-handler.ts'
import { makeFor } from './make-batched.ts'

/** What a page offers around a function. */
export interface InterfaceOptions extends FunctionOptions {
  /** Heading of the page. */
  readonly title?: string | undefined
  /** A sentence or two under the heading, as Markdown. */
  readonly description?: string | undefined
  /** Inputs a visitor can choose from: a row of values each, or the value alone where there is one input. */
  readonly examples?: readonly unknown[] | undefined
  /** Runs whenever an input changes. */
  readonly live?: boolean | undefined
  /** What a visitor may say of a run; used when the app has a folder for it (`flagFolder`). Empty: nothing. */
  readonly flags?: readonly string[] | undefined
}

export interface FunctionInterfaceOptions<Inputs, Outputs> extends InterfaceOptions {
  readonly inputs: Inputs
  readonly outputs?: Outputs | undefined
  /** What callers call it; default: the function's own name, else `predict`. */
  readonly name?: string | undefined
}

/**
 * A page for one function: inputs beside outputs. With `inputs` in order (a word or a list) the function is called with each
 * argument on its own, with inputs by name with one object; the context comes last. With `batch` the words describe one item,
 * and the function is called with a list for each of them, and gives lists.
 */
export function Interface<
  const Inputs extends HandlerInputs,
  const Outputs extends HandlerOutputs | undefined = undefined,
>(
  fn: BatchFunction<Inputs>,
  options: FunctionInterfaceOptions<Inputs, Outputs> & { readonly batch: number },
): AppDefinition
export function Interface<
  const Inputs extends HandlerInputs,
  const Outputs extends HandlerOutputs | undefined = undefined,
  Result extends HandlerResult<Outputs> = HandlerResult<Outputs>,
>(
  fn: HandlerFunction<Inputs, Result>,
  options: FunctionInterfaceOptions<Inputs, Outputs> & { readonly batch?: undefined },
): AppDefinition
/** A page for a callable. */
export function Interface(callable: Callable, options?: InterfaceOptions): AppDefinition
export function Interface(
  fn: Callable | ((...given: never[]) => unknown),
  options: InterfaceOptions & Partial<FunctionInterfaceOptions<HandlerInputs, HandlerOutputs>> = {},
): AppDefinition {
  const { title, description, examples, live, flags, concurrency, group, visibility, batch, timeout } = options
  const callable = typeof fn === 'function' ? functionOf(fn, options) : fn
  return {
    title,
    description,
    callables: [callable],
    settings: { [callable.name]: { concurrency, group, visibility, batch, timeout } },
    blueprint: defaultPage([(batch ?? 1) > 1 ? oneOf(callable) : callable], {
      examples: examples?.map(rowOf),
      live,
      flags,
    }),
  }
}

type Loose = Partial<FunctionInterfaceOptions<HandlerInputs, HandlerOutputs>>

const functionOf = (
  fn: (...given: never[]) => unknown,
  { inputs = [], outputs, name, description, batch }: Loose,
): Callable => makeFor(batch, { name: name ?? nameOfFunction(fn, 'predict'), description, fn, inputs, outputs })

/** An example as a row: a value alone is the first input's. */
export const rowOf = (example: unknown): readonly unknown[] => (Array.isArray(example) ? example : [example])
