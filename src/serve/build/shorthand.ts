import type { Schema } from '../../core/schema.ts'
import { chatbot } from './words/chat.ts'
import { checkbox } from './words/choice.ts'
import { json, label, state } from './words/data.ts'
import { audio, file, image, video } from './words/media.ts'
import { number, slider } from './words/number.ts'
import { code, html, markdown, text } from './words/text.ts'

/** Components that need to be told nothing, by their names here and in Gradio. */
const short = {
  text,
  textbox: text,
  number,
  slider,
  checkbox,
  image,
  audio,
  video,
  file,
  json,
  label,
  markdown,
  html,
  code,
  chatbot,
  state,
} as const

export type Shorthand = keyof typeof short

/** A value: its schema, mostly one of our component words, or the name of a component such as `text`. */
export type ValueWord = Schema | Shorthand

type Short = typeof short

/** The schema a word stands for. */
export type SchemaOf<Value> = Value extends Shorthand ? ReturnType<Short[Value]> : Value

export const isShorthand = (value: unknown): value is Shorthand =>
  typeof value === 'string' && Object.hasOwn(short, value)

const make: Readonly<Record<Shorthand, () => Schema>> = short

export const schemaOf = (value: ValueWord): Schema => (isShorthand(value) ? make[value]() : value)
