import type { Schema } from '../core/schema.ts'
import { isWireFile, type WireFile } from './file-data.ts'
import { acceptedFile, fileSchema, orNull } from './file-schema.ts'
import { fileKind, filesOf, isDocumented, structured, type Kind, type Widget } from './form.ts'
import { isObject, listOf, textOf, type JsonObject } from './json.ts'

/** A piece of a message: text, a file with its alternative text, or what only the app knows. */
type Part = string | FilePart | JsonObject

interface FilePart {
  readonly file: WireFile
  readonly alt_text: string | null
}

interface ChatMessage {
  readonly role: string
  readonly parts: readonly Part[]
  /** `metadata`, `options` and whatever else it carries. */
  readonly rest: JsonObject
}

const isFilePart = (part: unknown): part is FilePart => isObject(part) && isWireFile(part['file'])

const partsOf = (content: unknown): Part[] => {
  if (typeof content === 'string') return [content]
  if (Array.isArray(content)) return content.flatMap(partsOf)
  if (!isObject(content)) return []
  if (isWireFile(content)) return [{ file: content, alt_text: textOf({ ...content }['alt_text']) ?? null }]
  if (isFilePart(content)) return [{ file: content.file, alt_text: textOf(content.alt_text) ?? null }]
  return [content['type'] === 'text' || 'text' in content ? (textOf(content['text']) ?? '') : content]
}

const messagesOf = (item: unknown): ChatMessage[] | undefined => {
  if (Array.isArray(item) && item.length === 2) {
    return item
      .map((cell, index): ChatMessage => ({ role: index === 0 ? 'user' : 'assistant', parts: partsOf(cell), rest: {} }))
      .filter(({ parts }) => parts.length > 0)
  }
  if (!isObject(item) || typeof item['role'] !== 'string') return undefined
  const { role, content, ...rest } = item
  const given = Object.entries(rest).filter(([, value]) => value !== null)
  return [{ role, parts: partsOf(content), rest: Object.fromEntries(given) }]
}

/** How a chat is written, newest last. */
const chatForms = {
  /** Gradio 3: pairs of the user's and the bot's words; every file has an alternative text, if only null. */
  oldPairs: (messages: readonly ChatMessage[]) =>
    pairs(messages, ({ file, alt_text: text }) => ({ ...file, alt_text: text })),
  /** Gradio 4, and 5 with `type="tuples"`. */
  pairs: (messages: readonly ChatMessage[]) => pairs(messages, (part) => part),
  /** Gradio 4.38 to 5 with `type="messages"`: one content each. */
  messages: (messages: readonly ChatMessage[]) =>
    messages.flatMap(({ role, parts, rest }) => {
      const contents = parts.every((part) => typeof part === 'string') ? [parts.join('\n')] : parts
      return contents.map((content) => ({ ...rest, role, content }))
    }),
  /** Gradio 6: a list of parts each. */
  parts: (messages: readonly ChatMessage[]) =>
    messages.map(({ role, parts, rest }) => ({ ...rest, role, content: parts.map(typedPart) })),
} as const

const typedPart = (part: Part): unknown => {
  if (typeof part === 'string') return { type: 'text', text: part }
  return isFilePart(part) ? { type: 'file', file: part.file, alt_text: part.alt_text } : part
}

const pairs = (messages: readonly ChatMessage[], writeFile: (part: FilePart) => unknown): unknown[][] => {
  const rows: unknown[][] = []
  for (const { role, parts } of messages) {
    const asks = role === 'user' || role === 'system'
    for (const part of parts) {
      const cell = isFilePart(part) ? writeFile(part) : part
      const last = rows.at(-1)
      if (asks) rows.push([cell, null])
      else if (last?.[1] === null) last[1] = cell
      else rows.push([null, cell])
    }
  }
  return rows
}

const chatFormOf = ({ old, schema, props }: Widget): keyof typeof chatForms => {
  if (old) return 'oldPairs'
  if (schema.items?.prefixItems !== undefined) return 'pairs'
  const content = schema.items?.properties?.['content']
  if (content !== undefined) return content.items === undefined ? 'messages' : 'parts'
  return props['type'] === 'tuples' ? 'pairs' : props['type'] === 'messages' ? 'messages' : 'parts'
}

const filePartSchema: Schema = {
  type: 'object',
  properties: { file: fileSchema(), alt_text: orNull({ type: 'string' }) },
  required: ['file'],
}
const textPartSchema: Schema = { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] }
const cellSchema: Schema = { anyOf: [{ type: 'string' }, fileSchema(), filePartSchema, { type: 'null' }] }
const contentSchema: Schema = {
  anyOf: [
    { type: 'string' },
    fileSchema(),
    filePartSchema,
    { type: 'array', items: { anyOf: [{ type: 'string' }, filePartSchema, textPartSchema, { type: 'object' }] } },
    { type: 'object' },
  ],
}
const messageSchema: Schema = {
  type: 'object',
  properties: { role: { type: 'string' }, content: contentSchema },
  required: ['role', 'content'],
}

/** What users write on every version: messages, or pairs of the user's and the bot's words. */
const historySchema: Schema = {
  type: 'array',
  items: { anyOf: [messageSchema, { type: 'array', items: cellSchema, minItems: 2, maxItems: 2 }] },
}

const oldHistorySchema: Schema = {
  type: 'array',
  items: {
    type: 'array',
    items: { anyOf: [{ type: 'string' }, fileSchema(), { type: 'null' }] },
    minItems: 2,
    maxItems: 2,
  },
}

export const chatbotComponent: Kind = fileKind({
  input: (widget) => ({
    schema: historySchema,
    shape: structured(widget, (history) => {
      const messages = Array.isArray(history) ? history.map(messagesOf) : [undefined]
      return messages.every((entry) => entry !== undefined) ? chatForms[chatFormOf(widget)](messages.flat()) : history
    }),
  }),
  output: (widget) => ({
    schema: widget.old ? oldHistorySchema : isDocumented(widget) ? widget.schema : { type: 'array' },
    shape: filesOf(widget),
  }),
})

/** MultimodalTextbox: text and files together; text alone will do. */
export const multimodalComponent: Kind = fileKind({
  input: (widget) => ({
    schema: { anyOf: [{ type: 'string' }, multimodalSchema(acceptedFile(widget.props))] },
    shape: structured(widget, (value) => {
      if (typeof value === 'string') return { text: value, files: [] }
      if (isWireFile(value)) return { text: '', files: [value] }
      return isObject(value) ? { ...value, text: textOf(value['text']) ?? '', files: listOf(value['files']) } : value
    }),
  }),
  output: (widget) => ({ schema: multimodalSchema(fileSchema()), shape: filesOf(widget) }),
})

const multimodalSchema = (file: Schema): Schema => ({
  type: 'object',
  properties: { text: { type: 'string' }, files: { type: 'array', items: file } },
})
