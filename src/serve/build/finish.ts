import type { Schema } from '../../core/schema.ts'
import { unchanged } from '../../callable/callable.ts'
import { readUpdate, update } from '../../callable/update.ts'
import { kindOf } from '../../wire/component.ts'
import { isObject } from '../../wire/json.ts'

type Finish = (value: unknown, schema: Schema) => unknown

/** The structure Gradio's component wants, out of the easier ones people write. */
const structured: Finish = (value, schema) =>
  kindOf(String(schema['x-component']).toLowerCase())
    .input({ type: '', props: { headers: schema['x-props']?.['headers'] }, schema: {}, old: false })
    .shape.encode(value)

/** A class alone, or its confidences by class. */
const labelled: Finish = (value) => {
  if (!isObject(value)) return { label: value }
  if ('label' in value || 'confidences' in value) return value
  const confidences = Object.entries(value)
    .map(([label, confidence]) => ({ label, confidence }))
    .toSorted((one, other) => Number(other.confidence) - Number(one.confidence))
  return { label: confidences[0]?.label ?? null, confidences }
}

/** Files alone, pairs of file and caption, or what the component has. */
const pictures: Finish = (value) =>
  (Array.isArray(value) ? value : [value]).map((item: unknown) => {
    if (isObject(item) && 'image' in item) return item
    const [image, caption = null]: unknown[] = Array.isArray(item) ? item : [item]
    return { image, caption }
  })

/** By the component. */
export const finishes = {
  Chatbot: structured,
  Dataframe: structured,
  HighlightedText: structured,
  MultimodalTextbox: structured,
  Label: labelled,
  Gallery: pictures,
} as const

const isFinished = (component: string): component is keyof typeof finishes => Object.hasOwn(finishes, component)

const finishOf = (schema: Schema): Finish | undefined => {
  const component = schema['x-component'] ?? ''
  return isFinished(component) ? finishes[component] : undefined
}

export const needsFinish = (schema: Schema): boolean => finishOf(schema) !== undefined

/** A value a function gave for a component, as the component wants it; what says that nothing changed stays. */
export const finish = (value: unknown, schema: Schema): unknown => {
  const made = finishOf(schema)
  if (made === undefined || value === null || value === undefined || value === unchanged) return value
  const change = readUpdate(value)
  if (change === undefined) return made(value, schema)
  return 'value' in change ? update({ ...change.properties, value: finish(change.value, schema) }) : value
}
