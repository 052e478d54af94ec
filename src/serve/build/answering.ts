import type { RunContext } from '../../callable/definition.ts'
import { isObject } from '../../wire/json.ts'
import { recall, remember } from './conversation.ts'
import { mapResults } from './map-results.ts'
import { plainMessage, type ChatMessage } from './messages.ts'

interface Given {
  readonly message: string | { readonly text?: string | undefined; readonly files?: readonly unknown[] | undefined }
  /** Null: what the session remembers. */
  readonly history: readonly ChatMessage[] | null
}

/** What its inputs are, beside these two, is its own business. */
type ChatFunction = (input: never, context: RunContext) => unknown

/** A chat function that goes on with its session's conversation where the caller gives none, and is remembered there. */
export const answering =
  (name: string, fn: ChatFunction) =>
  (given: Given, context: RunContext): Promise<unknown> => {
    const { state } = context.session
    const { message, history } = given
    const result = fn({ ...given, history: history ?? recall(state, name) } as never, context)
    const ended = (last: unknown): void => remember(state, name, [questionOf(message), ...spoken(last)])
    return mapResults(result, { each: answerOf, ended: history === null ? ended : undefined })
  }

const questionOf = (message: Given['message']): ChatMessage => {
  if (typeof message === 'string') return { role: 'user', content: message }
  const { text = '', files = [] } = message
  return plainMessage({ role: 'user', content: [...files.map((file) => ({ type: 'file', file })), text] })
}

/** An answer as callers get it: a text, a message, or several. */
const answerOf = (value: unknown): unknown => {
  if (typeof value === 'string' || value === null || value === undefined) return value ?? ''
  if (!Array.isArray(value)) return plainMessage(isObject(value) && 'content' in value ? value : { content: value })
  return value.some(isMessage) ? value.map(plainMessage) : plainMessage({ content: value })
}

const isMessage = (value: unknown): boolean => isObject(value) && ('content' in value || 'role' in value)

const spoken = (answer: unknown): ChatMessage[] => (Array.isArray(answer) ? answer : [answer]).map(plainMessage)
