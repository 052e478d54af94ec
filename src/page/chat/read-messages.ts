import { readWireFile } from '../../wire/file-data.ts'
import { isObject, listOf, textOf } from '../../wire/json.ts'
import type { ChatMessage, ChatPart, Draft } from './message.ts'

/** Pieces of a content as any version of Gradio writes it: text, a file, or a list of them. */
const partsOf = (content: unknown): ChatPart[] => {
  if (typeof content === 'string') return [{ type: 'text', text: content }]
  if (typeof content === 'number' || typeof content === 'boolean') return [{ type: 'text', text: String(content) }]
  if (Array.isArray(content)) return content.flatMap(partsOf)
  if (!isObject(content)) return []
  const file = readWireFile(content) ?? readWireFile(content['file'])
  if (file !== undefined) return [{ type: 'file', file, alt_text: textOf(content['alt_text']) ?? null }]
  const text = textOf(content['text'])
  if (text !== undefined || content['type'] === 'text') return [{ type: 'text', text: text ?? '' }]
  return content['value'] === undefined ? [] : partsOf(content['value'])
}

const messageOf = (item: unknown): ChatMessage[] => {
  if (Array.isArray(item) && item.length === 2) {
    return item
      .map((cell, index) => ({ role: index === 0 ? 'user' : 'assistant', content: partsOf(cell) }))
      .filter(({ content }) => content.length > 0)
  }
  if (!isObject(item) || typeof item['role'] !== 'string') return []
  const title = isObject(item['metadata']) ? textOf(item['metadata']['title']) : undefined
  const content = partsOf(item['content'])
  return [{ role: item['role'], content, ...(title === undefined ? {} : { metadata: { title } }) }]
}

/** The messages of a Chatbot's value, whatever version wrote it; what cannot be read is left out. */
export const readMessages = (value: unknown): ChatMessage[] => listOf(value).flatMap(messageOf)

/** The answers in what a chat function gave: text, pieces, a message, or several messages. */
export const readAnswer = (value: unknown): ChatMessage[] => {
  const list = Array.isArray(value) ? value : [value]
  const messages = list.flatMap((item: unknown) => (Array.isArray(item) ? [] : messageOf(item)))
  if (messages.length > 0) return messages
  const content = partsOf(value)
  return content.length === 0 ? [] : [{ role: 'assistant', content }]
}

/** What a visitor writes, as a MultimodalTextbox or a Textbox has it. */
export const readDraft = (value: unknown): Draft =>
  isObject(value)
    ? { text: textOf(value['text']) ?? '', files: listOf(value['files']).flatMap((file) => readWireFile(file) ?? []) }
    : { text: textOf(value) ?? '', files: [] }
