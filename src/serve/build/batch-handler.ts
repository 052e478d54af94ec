import type { RunContext, RunInput } from '../../callable/definition.ts'
import type { HandlerInputs, ValueOf } from './handler.ts'
import type { SchemaOf, Shorthand } from './shorthand.ts'

/** A function over lists: called as others are, with a list in place of each value. It gives lists. */
export type BatchFunction<Inputs extends HandlerInputs> = (...given: [...Lists<Inputs>, context: RunContext]) => unknown

type Lists<Inputs> = Inputs extends readonly unknown[]
  ? { -readonly [Index in keyof Inputs]: readonly ValueOf<SchemaOf<Inputs[Index]>>[] }
  : Inputs extends Shorthand
    ? [values: readonly ValueOf<SchemaOf<Inputs>>[]]
    : Inputs extends { readonly 'x-component': string }
      ? [values: readonly ValueOf<Inputs>[]]
      : [input: { readonly [Name in keyof RunInput<Inputs>]: readonly RunInput<Inputs>[Name][] }]
