import { HfnError } from '../../core/error.ts'
import type { Schema } from '../../core/schema.ts'
import type { Callable } from '../../callable/callable.ts'
import { isGenerator } from '../../callable/define.ts'
import type { RunContext } from '../../callable/definition.ts'
import { makeFunction } from './make-function.ts'
import { sourceParameters, type SourceParameter } from './parameter-names.ts'
import { checkbox } from './words/choice.ts'
import { json } from './words/data.ts'
import { number } from './words/number.ts'
import { text } from './words/text.ts'

/**
 * A function nothing is known of but its source text: its parameters have the names it gives them, and the types of their
 * defaults; without a default a parameter takes any JSON. A last parameter that is called `context`, or taken apart, is the context.
 * @throws BAD_USAGE when another parameter has no plain name
 */
export const plainFunction = (fn: (...given: never[]) => unknown, name: string): Callable => {
  const parameters = sourceParameters(fn)
  const last = parameters.at(-1)
  const taken = last !== undefined && isContext(last) ? parameters.slice(0, -1) : parameters
  if (taken.some((parameter) => parameter.rest || parameter.name === undefined)) {
    throw new HfnError('BAD_USAGE', `The parameters of ${name} cannot be told from its source`, {
      hint: 'Say what they are: Interface(fn, { inputs }) or define({ name, input, run }).',
    })
  }
  const call = fn as (...given: unknown[]) => unknown
  // Null stands for what was left out; the function's own default takes its place.
  const argument = ({ name: key = '', optional }: SourceParameter, values: Values): unknown =>
    optional ? (values[key] ?? undefined) : values[key]
  return makeFunction({
    name,
    fn: (values: Values, context: RunContext) =>
      call(...taken.map((parameter) => argument(parameter, values)), context),
    streams: isGenerator({ run: fn }),
    inputs: Object.fromEntries(taken.map((parameter) => [parameter.name, schemaOf(parameter)])),
    outputs: undefined,
  })
}

type Values = Readonly<Record<string, unknown>>

const isContext = ({ name, rest }: SourceParameter): boolean => !rest && (name === undefined || name === 'context')

const schemaOf = ({ optional, default: value }: SourceParameter): Schema => {
  if (typeof value === 'string') return text({ default: value })
  if (typeof value === 'number') return number({ default: value })
  if (typeof value === 'boolean') return checkbox({ default: value })
  return optional ? json({ default: null }) : json()
}
