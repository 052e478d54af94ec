import { isObject, textOf } from '../../wire/json.ts'

/** A part of a message: of type `text` with its text, of type `file` with its file, or of another. */
export interface MessagePart {
  readonly type: string
  readonly text?: string | undefined
  readonly [property: string]: unknown
}

/** One message of a conversation; its content is a text where it has no other parts. */
export interface ChatMessage {
  readonly role: string
  readonly content: string | readonly MessagePart[]
}

/** A conversation as functions are given it. */
export const plainMessages = (history: unknown): ChatMessage[] =>
  Array.isArray(history) ? history.map(plainMessage) : []

/** A message whatever form it was given in; a text is the assistant's. */
export const plainMessage = (message: unknown): ChatMessage => {
  const { role = 'assistant', content = '' } = isObject(message) ? message : { content: message }
  const parts = (Array.isArray(content) ? content : [content]).map(partOf)
  const texts = parts.flatMap(({ text }) => text ?? [])
  return { role: String(role), content: texts.length === parts.length ? texts.join('\n') : parts }
}

const partOf = (content: unknown): MessagePart => {
  if (!isObject(content)) return { type: 'text', text: textOf(content) ?? '' }
  const text = textOf(content['text'])
  if (text !== undefined) return { type: 'text', text }
  if ('file' in content) return { ...content, type: 'file' }
  return typeof content['type'] === 'string' ? { ...content, type: content['type'] } : { type: 'file', file: content }
}
