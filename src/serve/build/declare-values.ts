import type { Schema } from '../../core/schema.ts'
import type { Parameter, Returned } from '../../callable/callable.ts'
import { declareOutput } from '../../callable/declare.ts'
import type { InputDefinition, OutputDefinition } from '../../callable/definition.ts'
import { nameFromLabel, uniqueNames } from '../../wire/name.ts'
import { isState } from '../queue/states.ts'
import type { HandlerInputs, HandlerOutputs } from './handler.ts'
import { sourceParameters } from './parameter-names.ts'
import { isShorthand, schemaOf, type ValueWord } from './shorthand.ts'

/** What a function takes, and whether it takes it in order. */
export interface DeclaredInputs {
  readonly input: InputDefinition
  readonly ordered: boolean
}

const isList = <One>(value: unknown): value is readonly One[] => Array.isArray(value)

const isWord = (value: HandlerInputs): value is ValueWord =>
  isShorthand(value) || (typeof value === 'object' && 'x-component' in value)

/** Names of arguments in order: as the function's source has them, else after their labels. */
export const declareInputs = (inputs: HandlerInputs, fn: (...given: never[]) => unknown): DeclaredInputs => {
  if (isWord(inputs)) return declareInputs([inputs], fn)
  if (!isList<ValueWord>(inputs)) return { input: inputs, ordered: false }
  const unique = uniqueNames()
  const written = sourceParameters(fn)
  const named = inputs.map((word, index): [string, Schema] => {
    const schema = schemaOf(word)
    return [unique(written[index]?.name ?? nameFromLabel(schema.title ?? '') ?? `param_${index}`), schema]
  })
  return { input: Object.fromEntries(named), ordered: true }
}

const isReturned = (value: ValueWord | Returned): value is Returned =>
  typeof value === 'object' && 'schema' in value && 'name' in value

export const declareOutputs = (outputs: HandlerOutputs | undefined): readonly Returned[] => {
  if (isShorthand(outputs)) return declareOutputs([outputs])
  if (!isList<ValueWord | Returned>(outputs)) return declareOutput(outputs as OutputDefinition | undefined)
  const unique = uniqueNames()
  return outputs.map((word, index) => {
    if (isReturned(word)) return word
    const schema = schemaOf(word)
    const fallback = outputs.length === 1 ? 'output' : `output_${index}`
    return { name: unique(nameFromLabel(schema.title ?? '') ?? fallback), schema }
  })
}

/** A state that comes back is one that was given: the first the first, and so on; a key of its own says otherwise. */
export const pairStates = (parameters: readonly Parameter[], output: readonly Returned[]): readonly Returned[] => {
  const given = parameters.filter(isState)
  return output.map((returned) => {
    if (!isState(returned)) return returned
    const { name, schema } = given.shift() ?? returned
    const key = returned.schema['x-props']?.['key'] ?? schema['x-props']?.['key'] ?? name
    return { ...returned, schema: { ...returned.schema, 'x-props': { key } } }
  })
}
