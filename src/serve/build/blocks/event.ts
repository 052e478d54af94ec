import type { Schema } from '../../../core/schema.ts'
import type { Trigger } from '../../blueprint.ts'
import type { FunctionOptions } from '../../options.ts'
import type { HandlerFunction, HandlerResult } from '../handler.ts'

/** A component of the page; what it offers to do says what happens when. */
export interface Component<Value extends Schema = Schema> extends Readonly<Record<Exclude<Trigger, 'load'>, Bind>> {
  readonly id: number
  readonly schema: Value
}

type SchemasOf<Components extends readonly Component[]> = {
  readonly [Index in keyof Components]: Components[Index]['schema']
}

/** What happens on an event. A page is a client like others: whatever it starts can be called. */
export interface EventHandler<
  Inputs extends readonly Component[],
  Outputs extends readonly Component[],
  Result,
> extends Omit<FunctionOptions, 'visibility' | 'batch'> {
  /** Called with the value of each input, and the context; without it the event only cancels. */
  readonly run?: HandlerFunction<SchemasOf<Inputs>, Result> | undefined
  readonly inputs?: Inputs | undefined
  readonly outputs?: Outputs | undefined
  /** What callers call it; default: the function's own name, else after the component's label. */
  readonly name?: string | undefined
  readonly title?: string | undefined
  readonly description?: string | undefined
  /** Functions whose runs of this visitor stop when the event happens. */
  readonly cancels?: readonly FunctionHandle[] | undefined
  /** Rows of input values a visitor can choose from. */
  readonly examples?: readonly (readonly unknown[])[] | undefined
  /** `undocumented`: callable, but not listed. */
  readonly visibility?: 'public' | 'undocumented' | undefined
}

/** A function of the page, to be cancelled by another. */
export interface FunctionHandle {
  readonly name: string
}

/** Says what happens on an event. */
export type Bind = <
  const Inputs extends readonly Component[] = readonly [],
  const Outputs extends readonly Component[] = readonly [],
  Result extends HandlerResult<SchemasOf<Outputs>> = HandlerResult<SchemasOf<Outputs>>,
>(
  handler: EventHandler<Inputs, Outputs, Result>,
) => FunctionHandle
