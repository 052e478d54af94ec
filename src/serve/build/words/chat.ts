import type { Schema } from '../../../core/schema.ts'
import { word, type Word, type WordOptions } from './word.ts'

const file = { format: 'file' } as const satisfies Schema
const maybeText = { anyOf: [{ type: 'string' }, { type: 'null' }] } as const satisfies Schema

const part = {
  anyOf: [
    {
      type: 'object',
      properties: { type: { const: 'text' }, text: { type: 'string' } },
      required: ['text'],
    },
    {
      type: 'object',
      properties: { type: { const: 'file' }, file, alt_text: maybeText },
      required: ['file'],
    },
    { type: 'object' },
  ],
} as const satisfies Schema

/** One message: who says it, and what: a text, a file, or parts of both. */
export const messageSchema = {
  type: 'object',
  properties: {
    role: { type: 'string' },
    content: { anyOf: [{ type: 'string' }, { type: 'array', items: part }, file, { type: 'object' }] },
  },
  required: ['role', 'content'],
} as const satisfies Schema

type Messages = {
  readonly type: 'array'
  readonly items: typeof messageSchema
  readonly 'x-component': 'Chatbot'
}

export interface ChatbotOptions extends WordOptions {
  readonly placeholder?: string | undefined
  /** Pixels it may be high. */
  readonly height?: number | undefined
}

/** A conversation: a list of messages `{role, content}`, the newest last. */
export const chatbot = <const Options extends ChatbotOptions>(
  options: Options = {} as Options,
): Word<Messages, Options> =>
  word({
    component: 'Chatbot',
    schema: { type: 'array', items: messageSchema },
    options,
    props: { type: 'messages', placeholder: options.placeholder, height: options.height },
  }) as Word<Messages, Options>

const multimodal = {
  type: 'object',
  properties: { text: { type: 'string' }, files: { type: 'array', items: file } },
} as const satisfies Schema

type Multimodal = typeof multimodal & { readonly 'x-component': 'MultimodalTextbox' }

export interface MultimodalTextOptions extends WordOptions {
  readonly placeholder?: string | undefined
  readonly lines?: number | undefined
  /** Endings such as `.pdf`, or kinds such as `image`; default: any. */
  readonly types?: readonly string[] | undefined
}

/** A text with files: `{text, files}`. */
export const multimodalText = <const Options extends MultimodalTextOptions>(
  options: Options = {} as Options,
): Word<Multimodal, Options> =>
  word({
    component: 'MultimodalTextbox',
    schema: multimodal,
    options,
    props: {
      placeholder: options.placeholder,
      lines: options.lines,
      file_count: 'multiple',
      file_types: options.types,
    },
  }) as Word<Multimodal, Options>
