import type { Schema } from '../core/schema.ts'
import type { LogEvent, ProgressEvent, Returned, RunSession, unchanged } from './callable.ts'
import type { DefaultedOf, FromRecord, FromSchema, RequiredOf } from './schema-type.ts'
import type { StandardInput, StandardOutput, StandardSchema } from './standard-schema.ts'
import type { Updated } from './update.ts'

/** A function of yours, described well enough to be called from anywhere. */
export interface Definition<Input extends InputDefinition, Output extends OutputDefinition | undefined, Result> {
  readonly name: string
  readonly title?: string | undefined
  readonly description?: string | undefined
  /** The parameters, in the order they have by position; none when left out. */
  readonly input?: Input | undefined
  /** What comes back; one value of any kind, named `output`, when left out. */
  readonly output?: Output | undefined
  /** May `run` give outputs on its way? Default: true for a generator function. */
  readonly streams?: boolean | undefined
  /**
   * Does the work. What it yields are outputs on the way, the last of them is the result unless something is returned too.
   * Several outputs are given as an array in order, or by name; `undefined` means null.
   */
  run(input: RunInput<Input>, context: RunContext): Result
}

export interface RunContext {
  /** Aborts when nobody wants the result any more. */
  readonly signal: AbortSignal
  /** How far the work is: how much is done, or that with `total`, `unit` and `text`. */
  readonly progress: (progress: number | Omit<ProgressEvent, 'type'>) => void
  /** The visitor this run belongs to; one of its own, with an empty state, when there is none. */
  readonly session: RunSession
  /** Tells the caller something; level `info` unless another is given. */
  readonly log: (text: string, level?: LogEvent['level'], title?: string) => void
}

/** A schema of zod, arktype or valibot; a JSON Schema of type object; or a schema for each parameter by its name. */
export type InputDefinition = StandardSchema | Schema | Readonly<Record<string, Schema>>

/**
 * A schema of zod, arktype or valibot, or a JSON Schema, of the only value; a schema for each value by its name;
 * or a list of name and schema, which keeps the types of several values in order.
 */
export type OutputDefinition = StandardSchema | Schema | Readonly<Record<string, Schema>> | readonly Returned[]

/** What callers give. */
export type CallerInput<Input> = Input extends StandardSchema
  ? Extract<StandardInput<Input>, object>
  : Input extends { readonly type: 'object' }
    ? ObjectInput<Input, never>
    : FromRecord<Input, Exclude<keyof Input, DefaultedOf<Input>>>

/** What `run` gets: checked, with defaults. */
export type RunInput<Input> = Input extends StandardSchema
  ? StandardOutput<Input>
  : Input extends { readonly type: 'object' }
    ? ObjectInput<Input, 'defaults'>
    : FromRecord<Input, keyof Input>

type ObjectInput<Input, Filled> = Input extends { readonly properties: infer Properties }
  ? FromRecord<
      Properties,
      Extract<RequiredOf<Input>, keyof Properties> | (Filled extends 'defaults' ? DefaultedOf<Properties> : never)
    >
  : Record<string, unknown>

/** The outputs: a tuple where their order can be known, one value of what `run` gives where none is declared. */
export type OutputsOf<Output, Result> = Output extends undefined ? [Produced<Result>] : Declared<Output>

type Declared<Output> = Output extends StandardSchema
  ? [StandardOutput<Output>]
  : Output extends readonly Returned[]
    ? {
        -readonly [Index in keyof Output]: FromSchema<Output[Index] extends Returned ? Output[Index]['schema'] : never>
      }
    : IsRecord<Output> extends true
      ? FromNamed<Output>
      : [FromSchema<Output>]

/** What `run` may return: the outputs once, now or later, or again and again. */
export type Results<Output> =
  | Once<Output>
  | PromiseLike<Once<Output> | AsyncIterable<Once<Output>>>
  | AsyncIterable<Once<Output>>
  | Generator<Once<Output>, Once<Output> | void, undefined>

type Produced<Result> =
  Awaited<Result> extends infer Settled
    ? Settled extends { [Symbol.asyncIterator](): { next(): Promise<IteratorResult<infer Yielded, infer Last>> } }
      ? Yielded | Exclude<Last, void>
      : Settled extends Generator<infer Yielded, infer Last>
        ? Yielded | Exclude<Last, void>
        : Settled
    : never

type Once<Output> = Output extends undefined ? unknown : Placed<Declared<Output>> | Named<Output>

/** Several outputs are typed by what any of them may be: the elements of a list that is yielded are not told apart. */
type Placed<Outputs extends readonly unknown[]> = Outputs extends readonly []
  ? unknown
  : Outputs extends readonly [infer Only]
    ? Place<Only>
    : readonly Place<Outputs[number]>[]

/** Several values by name; what is left out stays as it was. */
type Named<Output> = Output extends readonly { readonly name: infer Name extends string }[]
  ? IsUnion<Name> extends true
    ? { readonly [Each in Name]?: unknown }
    : never
  : [IsRecord<Output>, IsUnion<keyof Output>] extends [true, true]
    ? { readonly [Name in keyof Output]?: Place<FromSchema<Output[Name]>> }
    : never

type Place<Value> = Value | Updated<Value> | typeof unchanged

/** A record has schemas for values; a schema has at least one word that is none. */
type IsRecord<Output> = [Output[keyof Output]] extends [object]
  ? [Extract<Output[keyof Output], readonly unknown[]>] extends [never]
    ? true
    : false
  : false

type FromNamed<Output> = [keyof Output] extends [never]
  ? []
  : IsUnion<keyof Output> extends true
    ? FromSchema<Output[keyof Output]>[]
    : [FromSchema<Output[keyof Output]>]

type IsUnion<Type, Whole = Type> = Type extends Type ? ([Whole] extends [Type] ? false : true) : never
