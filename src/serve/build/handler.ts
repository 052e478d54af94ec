import type { Returned } from '../../callable/callable.ts'
import type { InputDefinition, OutputDefinition, Results, RunContext, RunInput } from '../../callable/definition.ts'
import type { FromRecord } from '../../callable/schema-type.ts'
import type { finishes } from './finish.ts'
import type { SchemaOf, Shorthand, ValueWord } from './shorthand.ts'

/**
 * What a function takes. In order: a word, or a list of them. By name: a record of words, a JSON Schema of type object, or
 * a schema of zod, arktype or valibot.
 */
export type HandlerInputs = ValueWord | readonly ValueWord[] | InputDefinition

/** What a function gives: one word, a list of them, or a record; or a schema of zod, arktype or valibot. */
export type HandlerOutputs = ValueWord | readonly ValueWord[] | OutputDefinition

/** What a function is called with: one object of arguments by name, or each argument on its own; the context comes last. */
export type HandlerFunction<Inputs, Result> = (...given: [...Given<Inputs>, context: RunContext]) => Result

/** What a function may return, or yield again and again. */
export type HandlerResult<Outputs> = Results<Defined<Outputs>>

type Given<Inputs> = Inputs extends readonly unknown[]
  ? { -readonly [Index in keyof Inputs]: ValueOf<SchemaOf<Inputs[Index]>> }
  : Inputs extends Shorthand
    ? [value: ValueOf<SchemaOf<Inputs>>]
    : Inputs extends { readonly 'x-component': string }
      ? [value: ValueOf<Inputs>]
      : [input: RunInput<Inputs>]

/** As `define` sees a value: a default of null says that null may be given. */
export type ValueOf<Schema> = FromRecord<{ readonly value: Schema }, 'value'>['value']

type Defined<Outputs> = Outputs extends Shorthand
  ? Easy<SchemaOf<Outputs>>
  : Outputs extends readonly Returned[]
    ? Outputs
    : Outputs extends readonly unknown[]
      ? {
          readonly [Index in keyof Outputs]: { readonly name: string; readonly schema: Easy<SchemaOf<Outputs[Index]>> }
        }
      : Outputs extends { readonly 'x-component': string } | { readonly '~standard': unknown } | undefined
        ? Easy<Outputs>
        : { readonly [Name in keyof Outputs]: Easy<Outputs[Name]> }

/** Components whose values are finished on their way take what is easier to write. */
type Easy<Value> = Value extends { readonly 'x-component': keyof typeof finishes } ? Unsaid : Value

/** A schema that says nothing of its values. */
type Unsaid = { readonly 'x-component': string }
