import type { Schema } from '../../core/schema.ts'
import type { Callable, Returned } from '../../callable/callable.ts'
import { declareInput } from '../../callable/declare.ts'
import { define } from '../../callable/define.ts'
import type { Results } from '../../callable/definition.ts'
import { declareInputs, declareOutputs } from './declare-values.ts'
import { finish, needsFinish } from './finish.ts'
import { makeFunction, type FunctionParts } from './make-function.ts'
import { mapResults } from './map-results.ts'
import { plainMessages } from './messages.ts'

/** A function described by component words: over lists of their values when `batch` says so. */
export const makeFor = (batch: number | undefined, parts: FunctionParts): Callable =>
  (batch ?? 1) > 1 ? makeBatched(parts) : makeFunction(parts)

/** A function over lists whose words describe one item of each. */
const makeBatched = ({ name, title, description, fn, inputs, outputs }: FunctionParts): Callable => {
  const { input, ordered } = declareInputs(inputs, fn)
  const parameters = declareInput(input)
  const output = declareOutputs(outputs)
  const call = fn as (...given: unknown[]) => unknown
  const callable = define({
    name,
    title,
    description,
    input: Object.fromEntries(parameters.map((parameter) => [parameter.name, listOf(parameter.schema)])),
    output: output.map((returned) => ({ ...returned, schema: listOf(returned.schema) })),
    streams: false,
    run: (given, context) => {
      const lists = parameters.map((parameter): [string, unknown] => [
        parameter.name,
        eachOf(given[parameter.name], plainOf(parameter.schema)),
      ])
      const result = ordered
        ? call(...lists.map(([, list]) => list), context)
        : call(Object.fromEntries(lists), context)
      return mapResults(result, { each: finishLists(output) }) as Results<readonly Returned[]>
    },
  })
  // What one item has a default for may be left out.
  const required = new Map(parameters.map((parameter) => [parameter.name, parameter.required]))
  return {
    ...callable,
    input: callable.input.map((parameter) => ({ ...parameter, required: required.get(parameter.name) ?? true })),
  }
}

const listOf = (items: Schema): Schema => ({
  type: 'array',
  items,
  ...(items.title === undefined ? {} : { title: items.title }),
})

type Change = (value: unknown) => unknown

const eachOf = (list: unknown, change: Change): unknown =>
  Array.isArray(list) ? list.map((value: unknown) => change(value)) : list

const plainOf =
  ({ 'x-component': component }: Schema): Change =>
  (value) =>
    component === 'Chatbot' && Array.isArray(value) ? plainMessages(value) : value

/** Finishes every item of what a function gave: the list of its only output, lists in order or by name of several. */
const finishLists = (output: readonly Returned[]): Change => {
  const [only, ...others] = output
  const finished = (list: unknown, schema: Schema = {}): unknown =>
    needsFinish(schema) ? eachOf(list, (value) => finish(value, schema)) : list
  if (only !== undefined && others.length === 0) return (result) => finished(result, only.schema)
  const schemas = new Map(output.map(({ name, schema }) => [name, schema]))
  return (result) => {
    if (Array.isArray(result)) return result.map((list: unknown, index) => finished(list, output[index]?.schema))
    if (typeof result !== 'object' || result === null) return result
    return Object.fromEntries(Object.entries(result).map(([name, list]) => [name, finished(list, schemas.get(name))]))
  }
}
