import type { SessionState } from '../session-store.ts'
import { plainMessages, type ChatMessage, type MessagePart } from './messages.ts'

/** Messages and letters of one conversation that are remembered; the oldest go first. */
const mostMessages = 1_000
const mostLetters = 1_000_000

/** What a session's state remembers of its conversation with a function. */
export const recall = (state: SessionState, name: string): ChatMessage[] => plainMessages(state[keyOf(name)])

/** Adds to what is remembered. */
export const remember = (state: SessionState, name: string, messages: readonly ChatMessage[]): void => {
  const all = [...recall(state, name), ...messages.map(plain)].slice(-mostMessages)
  let letters = 0
  const from = all.findLastIndex((message) => (letters += JSON.stringify(message).length) > mostLetters) + 1
  state[keyOf(name)] = all.slice(from)
}

const keyOf = (name: string): string => `conversation ${name}`

/** Files are remembered by where they are; bytes are not. */
const plain = ({ role, content }: ChatMessage): ChatMessage => ({
  role,
  content: typeof content === 'string' ? content : content.flatMap(plainPart),
})

const plainPart = (part: MessagePart): MessagePart[] => {
  if (part.type !== 'file') return [part]
  const { file } = part
  if (typeof file === 'string') return [{ type: 'file', file }]
  if (file instanceof URL) return [{ type: 'file', file: file.href }]
  const known = typeof file === 'object' && file !== null && ('toJSON' in file || 'path' in file)
  return known ? [{ type: 'file', file: JSON.parse(JSON.stringify(file)) as unknown }] : []
}
