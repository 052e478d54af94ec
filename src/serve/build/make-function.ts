import type { Callable, Returned } from '../../callable/callable.ts'
import { declareInput } from '../../callable/declare.ts'
import { define, isGenerator } from '../../callable/define.ts'
import type { Results, RunContext } from '../../callable/definition.ts'
import { declareInputs, declareOutputs, pairStates } from './declare-values.ts'
import type { HandlerInputs, HandlerOutputs } from './handler.ts'
import { mapResults } from './map-results.ts'
import { plainMessages } from './messages.ts'
import { finishResults } from './results.ts'

export interface FunctionParts {
  readonly name: string
  readonly title?: string | undefined
  readonly description?: string | undefined
  /** Called with one object of arguments by name, or with each argument on its own, and the context. */
  readonly fn: (...given: never[]) => unknown
  readonly inputs: HandlerInputs
  readonly outputs: HandlerOutputs | undefined
  /** May it give outputs on its way? Default: true for a generator function. */
  readonly streams?: boolean | undefined
}

/** A function whose values are described by component words, as a callable. */
export const makeFunction = (parts: FunctionParts): Callable => {
  const { name, title, description, fn, inputs, outputs, streams = isGenerator({ run: fn }) } = parts
  const { input, ordered } = declareInputs(inputs, fn)
  const parameters = declareInput(input)
  const output = pairStates(parameters, declareOutputs(outputs))
  const finished = finishResults(output)
  const chats = new Set(parameters.filter(({ schema }) => schema['x-component'] === 'Chatbot').map((one) => one.name))
  const call = fn as (...given: unknown[]) => unknown
  const run = (values: Readonly<Record<string, unknown>>, context: RunContext): unknown => {
    const read = (key: string): unknown => {
      const value = values[key]
      return chats.has(key) && Array.isArray(value) ? plainMessages(value) : value
    }
    if (ordered) return call(...parameters.map((parameter) => read(parameter.name)), context)
    if (chats.size === 0) return call(values, context)
    return call(Object.fromEntries(Object.keys(values).map((key) => [key, read(key)])), context)
  }
  return define({
    name,
    title,
    description,
    input,
    output,
    streams,
    run: (given, context) => {
      const result = run(given as Readonly<Record<string, unknown>>, context)
      return (finished === undefined ? result : mapResults(result, { each: finished })) as Results<readonly Returned[]>
    },
  })
}
