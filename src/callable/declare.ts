import { HfnError } from '../core/error.ts'
import type { Schema } from '../core/schema.ts'
import type { Parameter, Returned } from './callable.ts'
import type { InputDefinition, OutputDefinition } from './definition.ts'
import { isStandardSchema, type StandardSchema } from './standard-schema.ts'

/** The parameters a definition declares, in order. */
export const declareInput = (input: InputDefinition): Parameter[] => {
  if (isStandardSchema(input)) return parametersOf(jsonSchema(input, 'input'))
  if (!isSchema(input))
    return Object.entries(input).map(([name, schema]) => ({ name, schema, required: schema.default === undefined }))
  return parametersOf(input)
}

/** The values a definition declares, in order. */
export const declareOutput = (output: OutputDefinition | undefined): readonly Returned[] => {
  if (output === undefined) return [{ name: 'output', schema: {} }]
  if (isList(output)) return output
  if (isStandardSchema(output)) return [{ name: 'output', schema: jsonSchema(output, 'output') }]
  if (isSchema(output)) return [{ name: 'output', schema: output }]
  return Object.entries(output).map(([name, schema]) => ({ name, schema }))
}

const parametersOf = (whole: Schema): Parameter[] => {
  const { properties, required = [] } = whole
  if (whole.type !== 'object' || properties === undefined)
    throw new HfnError('BAD_USAGE', 'The input of a function must be an object with named properties', {
      hint: 'Declare its parameters by name, such as z.object({ text: z.string() })',
    })
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    schema: withDefinitions(schema, whole),
    required: required.includes(name),
  }))
}

/** The name under which a parameter keeps the whole it refers to. */
const self = 'input'

/** A property on its own, with the definitions its references lead to. */
const withDefinitions = (schema: Schema, { $defs, ...whole }: Schema): Schema => {
  if (!JSON.stringify(schema).includes('"$ref":')) return schema
  const text = JSON.stringify({ ...schema, $defs: { ...$defs, [self]: whole } })
  return JSON.parse(text.replace(/"\$ref":"#(?!\/\$defs\/)/g, `"$ref":"#/$defs/${self}`)) as Schema
}

const jsonSchema = ({ '~standard': { jsonSchema, vendor } }: StandardSchema, side: 'input' | 'output'): Schema => {
  const target = 'draft-2020-12'
  // Zod can be asked to let anything stand where a type has no JSON Schema; others do not know the word.
  for (const libraryOptions of [undefined, { unrepresentable: 'any' }]) {
    try {
      const { $schema: _, ...schema } = jsonSchema[side]({ target, libraryOptions })
      return schema
    } catch {}
  }
  throw new HfnError('BAD_USAGE', `This ${vendor} schema has no JSON Schema`, {
    hint: 'Use types that JSON has, or give a JSON Schema instead',
  })
}

/** A schema has at least one word that is no schema itself; a record of schemas has none. */
const isSchema = (value: Schema | Readonly<Record<string, Schema>>): value is Schema =>
  Object.values(value).some((word) => typeof word !== 'object' || word === null || Array.isArray(word))

/** `Array.isArray` does not see through `readonly`. */
const isList = (output: OutputDefinition): output is readonly Returned[] => Array.isArray(output)
