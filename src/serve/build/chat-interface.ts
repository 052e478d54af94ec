import type { Schema } from '../../core/schema.ts'
import type { FileValue } from '../../callable/file.ts'
import { isGenerator } from '../../callable/define.ts'
import type { RunContext, RunInput } from '../../callable/definition.ts'
import type { AppDefinition } from '../blueprint.ts'
import { chatPage } from '../describe/chat-page.ts'
import { answering } from './answering.ts'
import { rowOf, type InterfaceOptions } from './interface.ts'
import { makeFunction } from './make-function.ts'
import type { ChatMessage, MessagePart } from './messages.ts'
import { chatbot, messageSchema, multimodalText } from './words/chat.ts'
import { text } from './words/text.ts'
import { word } from './words/word.ts'

type More = Readonly<Record<string, Schema>>

/** What a chat function is given: the message, what was said before it, and the values of further inputs. */
export type ChatInput<Multimodal, Inputs> = {
  readonly message: Multimodal extends true ? { readonly text: string; readonly files: readonly FileValue[] } : string
  readonly history: readonly ChatMessage[]
} & (Inputs extends More ? RunInput<Inputs> : unknown)

/** An answer: a text, a message, or parts of one. */
export type ChatAnswer = string | Partial<ChatMessage> | readonly MessagePart[]

/** The answer, now or later; or as much of it as there is, again and again. */
export type ChatResult =
  | ChatAnswer
  | Promise<ChatAnswer | AsyncIterable<ChatAnswer>>
  | AsyncIterable<ChatAnswer>
  | Generator<ChatAnswer, ChatAnswer | void, undefined>

export interface ChatInterfaceOptions<Multimodal, Inputs> extends Omit<InterfaceOptions, 'live' | 'batch'> {
  /** What callers call it; default `chat`. */
  readonly name?: string | undefined
  /** Messages may have files. */
  readonly multimodal?: Multimodal | undefined
  /** Further inputs, by name, that go with each message. */
  readonly inputs?: Inputs | undefined
  readonly placeholder?: string | undefined
}

const answer = {
  anyOf: [{ type: 'string' }, messageSchema, { type: 'array', items: { type: 'object' } }],
} as const satisfies Schema

/**
 * A page to talk with one function. Callers who give no history go on with their session's own conversation.
 * Examples are messages, or rows of a message and the further inputs.
 */
export const ChatInterface = <
  const Multimodal extends boolean = false,
  const Inputs extends More = Readonly<Record<never, never>>,
>(
  fn: (input: ChatInput<Multimodal, Inputs>, context: RunContext) => ChatResult,
  options: ChatInterfaceOptions<Multimodal, Inputs> = {},
): AppDefinition => {
  const { title, description, name = 'chat', multimodal, inputs, examples, flags, placeholder, ...settings } = options
  const message = { label: 'Message', placeholder }
  const callable = makeFunction({
    name,
    description,
    fn: answering(name, fn),
    streams: isGenerator({ run: fn }),
    inputs: {
      message: multimodal === true ? multimodalText(message) : text(message),
      history: chatbot({ label: 'History', default: null }),
      ...inputs,
    },
    outputs: { response: word({ component: 'JSON', schema: answer, options: { label: 'Response', visible: false } }) },
  })
  return {
    title,
    description,
    callables: [callable],
    settings: { [name]: settings },
    blueprint: chatPage(callable, { examples: examples?.map(rowOf), flags }),
  }
}
