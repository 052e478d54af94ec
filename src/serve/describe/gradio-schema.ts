import type { Schema } from '../../core/schema.ts'

const text = { type: 'string' } as const
const maybe = (type: 'string' | 'integer'): Schema => ({ anyOf: [{ type }, { type: 'null' }], default: null })

/** JSON schema of FileData as Gradio writes it (gradio/data_classes.py); clients know files by it. */
const fileData: Schema = {
  title: 'FileData',
  type: 'object',
  required: ['path'],
  properties: {
    path: text,
    url: maybe('string'),
    size: maybe('integer'),
    orig_name: maybe('string'),
    mime_type: maybe('string'),
    is_stream: { type: 'boolean', default: false },
    meta: { type: 'object', properties: { _type: { const: 'gradio.FileData', type: 'string' } }, required: ['_type'] },
  },
}

const one = (schema: unknown): unknown => (typeof schema === 'object' ? gradioSchema(schema as Schema) : schema)
const many = (schemas: unknown): unknown => (schemas as Schema[]).map(gradioSchema)
const each = (schemas: unknown): unknown =>
  Object.fromEntries(Object.entries(schemas as object).map(([name, schema]) => [name, one(schema)]))

/** The words of a schema that hold schemas. */
const inner: Readonly<Record<string, (value: unknown) => unknown>> = {
  items: one,
  additionalProperties: one,
  prefixItems: many,
  anyOf: many,
  oneOf: many,
  allOf: many,
  properties: each,
  $defs: each,
}

/** Our schema in Gradio's words: files as FileData (still marked `format: 'file'`), several types as `anyOf`, nothing of components; all else stays. */
export const gradioSchema = (schema: Schema): Schema => {
  const { 'x-component': _, 'x-props': __, ...own } = schema
  if (schema.format === 'file') return { ...own, ...fileData }
  const words = Object.entries(own).map(([word, value]) =>
    word === 'type' && Array.isArray(value)
      ? ['anyOf', value.map((type: unknown) => ({ type }))]
      : [word, Object.hasOwn(inner, word) ? inner[word]?.(value) : value],
  )
  return Object.fromEntries(words) as Schema
}
