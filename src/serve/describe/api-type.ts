import type { Schema } from '../../core/schema.ts'
import { gradioSchema } from './gradio-schema.ts'

/** What Gradio 6 says of a value beyond its type (its components' `api_info`). */
const notes: Readonly<Record<string, (schema: Schema) => Readonly<Record<string, unknown>>>> = {
  Json: () => ({ type: {}, description: 'any valid json' }),
  Slider: ({ minimum, maximum }) => ({ description: `numeric value between ${minimum} and ${maximum}` }),
  Datetime: () => ({ description: 'Formatted as YYYY-MM-DD HH:MM:SS' }),
}

const maybe = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] })

/** We take texts and files as content too; what Gradio's clients are told is the form all of them know. */
const conversation: Schema = {
  title: 'ChatbotDataMessages',
  type: 'array',
  items: {
    type: 'object',
    properties: {
      role: { type: 'string' },
      metadata: maybe({ type: 'object' }),
      content: {
        type: 'array',
        items: {
          anyOf: [
            { type: 'object', properties: { type: { const: 'text' }, text: { type: 'string' } }, required: ['text'] },
            {
              type: 'object',
              properties: { type: { const: 'file' }, file: { format: 'file' }, alt_text: maybe({ type: 'string' }) },
              required: ['file'],
            },
          ],
        },
      },
      options: maybe({ type: 'array', items: { type: 'object' } }),
    },
    required: ['role', 'content'],
  },
}

/**
 * The schema of a value as clients of Gradio are told it.
 * @param component the name `/info` gives it, such as `Textbox`
 */
export const toldSchema = (component: string, schema: Schema): Schema =>
  component === 'Chatbot' ? conversation : schema

/** The type of a value as Gradio 6 documents it. */
export const apiType = (component: string, schema: Schema): Readonly<Record<string, unknown>> => ({
  ...gradioSchema(schema),
  ...(Object.hasOwn(notes, component) ? notes[component]?.(schema) : undefined),
})
