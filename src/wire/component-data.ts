import type { Schema } from '../core/schema.ts'
import { isDocumented, plainForm, structured, type Kind } from './form.ts'
import { isObject, listOf, type JsonObject } from './json.ts'

const rowsSchema: Schema = { type: 'array', items: { type: 'array' } }

const tableSchema: Schema = {
  type: 'object',
  properties: {
    headers: { type: 'array' },
    data: rowsSchema,
    metadata: { anyOf: [{ type: 'object' }, { type: 'null' }] },
  },
  required: ['headers', 'data'],
}

/** Gradio 3 documents none of these as anything but JSON. */
const outputOf =
  (fallback: Schema): Kind['output'] =>
  (widget) =>
    plainForm(widget.old || !isDocumented(widget) ? { ...widget, schema: fallback } : widget)

const headerOf = (name: unknown, index: number): string =>
  typeof name === 'string' || typeof name === 'number' ? String(name) : String(index + 1)

const tableFromRows = (rows: readonly unknown[], named: readonly unknown[]): JsonObject => {
  if (rows.length > 0 && rows.every(isObject)) {
    const headers = [...new Set(rows.flatMap(Object.keys))]
    return { headers, data: rows.map((row) => headers.map((header) => row[header] ?? null)), metadata: null }
  }
  const width = rows.reduce<number>((most, row) => Math.max(most, listOf(row).length), 0)
  const headers = Array.from({ length: Math.max(width, rows.length === 0 ? named.length : 0) }, (_, index) =>
    headerOf(named[index], index),
  )
  return { headers, data: rows, metadata: null }
}

/** Dataframe: rows as arrays or as objects, or headers and data; headers not given are the component's own. */
export const dataframeComponent: Kind = {
  input: (widget) => ({
    schema: {
      anyOf: [rowsSchema, { type: 'array', items: { type: 'object' } }, { ...tableSchema, required: ['data'] }],
    },
    shape: structured(widget, (value) => {
      const named = listOf(widget.props['headers'])
      if (Array.isArray(value)) return tableFromRows(value, named)
      if (!isObject(value) || !Array.isArray(value['data'])) return value
      return { ...tableFromRows(value['data'], named), ...value }
    }),
  }),
  output: outputOf(tableSchema),
}

const classSchema: Schema = { anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'null' }] }
const spanSchema: Schema = {
  type: 'object',
  properties: { token: { type: 'string' }, class_or_confidence: classSchema },
  required: ['token'],
}
const spanPairSchema: Schema = {
  type: 'array',
  prefixItems: [{ type: 'string' }, classSchema],
  minItems: 2,
  maxItems: 2,
}

const spanOf = (item: unknown): unknown =>
  Array.isArray(item) && item.length === 2 ? { token: item[0], class_or_confidence: item[1] } : item

const spanPairOf = (item: unknown): unknown =>
  isObject(item) && 'token' in item ? [item['token'], item['class_or_confidence'] ?? null] : item

/** HighlightedText: tokens with their class; pairs in Gradio 3. */
export const highlightedTextComponent: Kind = {
  input: (widget) => ({
    schema: { type: 'array', items: { anyOf: [spanSchema, spanPairSchema] } },
    shape: structured(widget, (value) => (Array.isArray(value) ? value.map(widget.old ? spanPairOf : spanOf) : value)),
  }),
  output: (widget) => outputOf({ type: 'array', items: widget.old ? spanPairSchema : spanSchema })(widget),
}

const pathSchema: Schema = { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] }

const pathParts = (path: unknown): unknown =>
  typeof path === 'string' ? path.split('/').filter((part) => part !== '') : path

/** FileExplorer: paths below its root, as text or as their parts. */
export const fileExplorerComponent: Kind = {
  input: (widget) => ({
    schema: { anyOf: [{ type: 'string' }, { type: 'array', items: pathSchema }] },
    shape: structured(widget, (value) => (Array.isArray(value) ? value : [value]).map(pathParts)),
  }),
  output: outputOf({ type: 'array', items: { type: 'array', items: { type: 'string' } } }),
}

const labelSchema: Schema = {
  type: 'object',
  properties: {
    label: { anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'null' }] },
    confidences: {
      type: 'array',
      items: { type: 'object', properties: { label: { type: 'string' }, confidence: { type: 'number' } } },
    },
  },
}

const plotSchema: Schema = {
  type: 'object',
  properties: { type: { type: 'string' }, plot: { type: 'string' } },
  required: ['type', 'plot'],
}

/** Components that mostly show what came out; as inputs they take what they give. */
const shown = (fallback: Schema): Kind => ({ input: outputOf(fallback), output: outputOf(fallback) })

export const labelComponent: Kind = shown(labelSchema)
/** A plot shows what the library behind it made; what it takes is that library's business (Gradio 3 also calls its charts so). */
export const plotComponent: Kind = { input: outputOf({}), output: outputOf(plotSchema) }
