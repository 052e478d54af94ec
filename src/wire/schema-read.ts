import type { Schema, SchemaType } from '../core/schema.ts'
import { isObject, listOf, numberOf, ownValue, textOf, type JsonObject } from './json.ts'

/** A schema while it is put together. */
type SchemaDraft = { -readonly [Word in keyof Schema]: Schema[Word] }

/** Schemas one documented value may unfold to; past it, and inside itself, a schema says nothing. */
const mostSchemas = 4_000
const deepest = 48

interface Reading {
  /** Keep references and unknown words. */
  readonly exact: boolean
  readonly definitions: JsonObject
  /** References being resolved just now. */
  readonly open: readonly string[]
  readonly depth: number
  readonly budget: { left: number }
}

const textWords = [
  'title',
  'description',
  'pattern',
  'format',
  'contentMediaType',
  'contentEncoding',
  'x-component',
] as const
const numberWords = [
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
] as const
const schemaListWords = ['prefixItems', 'anyOf', 'oneOf', 'allOf'] as const
const types: ReadonlySet<unknown> = new Set<SchemaType>([
  'string',
  'number',
  'integer',
  'boolean',
  'null',
  'array',
  'object',
])

/**
 * Reads a JSON schema as Gradio writes it: references are resolved, and the many schemas of a file of all versions become
 * `{format: 'file'}`. Words that are unknown or of a wrong type are left out.
 */
export const readSchema = (json: unknown): Schema => read(json, start(false))

/** Reads a schema of ours as it is: references stay, and so do words that mean nothing to us. */
export const readExactSchema = (json: unknown): Schema => read(json, start(true))

const start = (exact: boolean): Reading => ({
  exact,
  definitions: {},
  open: [],
  depth: 0,
  budget: { left: mostSchemas },
})

const read = (json: unknown, reading: Reading): Schema => {
  reading.budget.left -= 1
  if (!isObject(json) || reading.budget.left < 0 || reading.depth > deepest) return {}
  if (reading.exact) return { ...unknownWords(json), ...readWords(json, { ...reading, depth: reading.depth + 1 }) }
  const inside = isObject(json['$defs']) ? { ...reading, definitions: json['$defs'] } : reading
  const reference = textOf(json['$ref'])
  if (reference !== undefined) return readReference(reference, json, inside)
  return readFileSchema(json) ?? readWords(json, { ...inside, depth: inside.depth + 1 })
}

const knownWords: ReadonlySet<string> = new Set([
  ...textWords,
  ...numberWords,
  ...schemaListWords,
  ...'type default const examples enum items properties required additionalProperties $ref $defs'.split(' '),
])

const unknownWords = (json: JsonObject): object =>
  Object.fromEntries(Object.entries(json).filter(([word]) => !knownWords.has(word)))

const readReference = (reference: string, json: JsonObject, reading: Reading): Schema => {
  if (reading.open.includes(reference)) return {}
  const name = reference.slice(reference.lastIndexOf('/') + 1)
  const { $ref: _, ...beside } = json
  const target = ownValue(reading.definitions, name)
  const resolved = read(target, { ...reading, depth: reading.depth + 1, open: [...reading.open, reference] })
  return { ...resolved, ...readWords(beside, reading) }
}

const readWords = (json: JsonObject, reading: Reading): Schema => {
  const draft: SchemaDraft = {}
  readType(json['type'], draft)
  for (const word of textWords) if (typeof json[word] === 'string') draft[word] = json[word]
  for (const word of numberWords) {
    const amount = numberOf(json[word])
    if (amount !== undefined) draft[word] = amount
  }
  if ('default' in json) draft.default = json['default']
  if ('const' in json) draft.const = json['const']
  if (Array.isArray(json['examples'])) draft.examples = json['examples']
  if (Array.isArray(json['enum']) && json['enum'].length > 0) draft.enum = json['enum']
  readParts(json, draft, reading)
  return draft
}

const isType = (value: unknown): value is SchemaType => types.has(value)

const readType = (type: unknown, draft: SchemaDraft): void => {
  if (isType(type)) draft.type = type
  else if (Array.isArray(type) && type.length > 0 && type.every(isType)) draft.type = type
}

const readParts = (json: JsonObject, draft: SchemaDraft, reading: Reading): void => {
  if (isObject(json['items'])) draft.items = read(json['items'], reading)
  for (const word of schemaListWords) {
    if (Array.isArray(json[word])) draft[word] = json[word].map((part) => read(part, reading))
  }
  if (isObject(json['properties'])) draft.properties = readNamed(json['properties'], reading)
  const required = listOf(json['required']).filter((name) => typeof name === 'string')
  if (required.length > 0) draft.required = required
  const more = json['additionalProperties']
  if (typeof more === 'boolean') draft.additionalProperties = more
  else if (isObject(more)) draft.additionalProperties = read(more, reading)
  if (!reading.exact) return
  if (typeof json['$ref'] === 'string') draft.$ref = json['$ref']
  if (isObject(json['$defs'])) draft.$defs = readNamed(json['$defs'], reading)
}

const readNamed = (schemas: JsonObject, reading: Reading): Record<string, Schema> =>
  Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, read(schema, reading)]))

/** FileData, ImageData (5 and later) and the file of Gradio 3, which is also offered as a path or in base64. */
const readFileSchema = (json: JsonObject): Schema | undefined => {
  const options = [...listOf(json['oneOf']), ...listOf(json['anyOf'])]
  const old = options.some(isOldFile) && options.some((option) => isObject(option) && option['type'] === 'string')
  if (!old && !isOldFile(json) && !isFileData(json)) return undefined
  const type = textOf(json['contentMediaType'])
  return { format: 'file', ...(type === undefined ? {} : { contentMediaType: type }) }
}

const isFileData = (json: unknown): boolean => {
  const properties = ownValue(json, 'properties')
  return isObject(properties) && 'path' in properties && ('meta' in properties || 'orig_name' in properties)
}

const isOldFile = (json: unknown): boolean => {
  const properties = ownValue(json, 'properties')
  return isObject(properties) && 'name' in properties && 'data' in properties && 'is_file' in properties
}

/** True when a file stands anywhere in what a schema describes, or such a file as `fits` wants. */
export const mentionsFile = (schema: Schema, fits: (file: Schema) => boolean = () => true): boolean =>
  schema.format === 'file' ? fits(schema) : parts(schema).some((part) => mentionsFile(part, fits))

/** True when the files of a value travel inside the request, as `data:` URLs. */
export const inlinesFiles = (schema: Schema): boolean =>
  mentionsFile(schema, ({ contentEncoding }) => contentEncoding === 'base64')

const parts = ({ items, additionalProperties: more, prefixItems = [], anyOf = [], ...rest }: Schema): Schema[] => [
  ...prefixItems,
  ...anyOf,
  ...(rest.oneOf ?? []),
  ...(rest.allOf ?? []),
  ...Object.values(rest.properties ?? {}),
  ...Object.values(rest.$defs ?? {}),
  ...(items === undefined ? [] : [items]),
  ...(typeof more === 'object' ? [more] : []),
]
