import type { Schema } from '../core/schema.ts'
import { asIs, type Form, type Kind, type Shape, type Widget } from './form.ts'
import { listOf } from './json.ts'

/** The values one may choose; `choices` are values, or pairs of a label and a value. */
const choicesOf = ({ props, schema }: Widget): readonly unknown[] => {
  const listed = listOf(props['choices']).map((choice) => (Array.isArray(choice) ? choice.at(-1) : choice))
  return listed.length > 0 ? listed : (schema.enum ?? schema.items?.enum ?? [])
}

/** The app calls every choice a string, even numbers. */
const typeOf = (values: readonly unknown[]): Schema => {
  if (values.every((value) => typeof value === 'string')) return { type: 'string' }
  if (values.every(Number.isInteger)) return { type: 'integer' }
  return values.every((value) => typeof value === 'number') ? { type: 'number' } : {}
}

const severalOf = (widget: Widget): boolean =>
  widget.type === 'checkboxgroup' || widget.props['multiselect'] === true || widget.schema.type === 'array'

const choiceSchema = (widget: Widget): Schema => {
  const choices = choicesOf(widget)
  if (choices.length === 0) return {}
  const open = widget.props['allow_custom_value'] === true
  return open ? { ...typeOf(choices), examples: choices } : { ...typeOf(choices), enum: choices }
}

const formOf = (item: Schema, widget: Widget): Form => {
  const shape = widget.old ? unpaired(widget) : asIs
  if (!severalOf(widget)) return { schema: item, shape }
  const most = widget.props['max_choices']
  const limit = typeof most === 'number' && Number.isInteger(most) && most >= 0 ? { maxItems: most } : {}
  return { schema: { type: 'array', items: item, ...limit }, shape }
}

/** Gradio 3 gives pairs of label and value as examples of a choice. */
const unpaired = (widget: Widget): Shape => {
  const valueOf = (choice: unknown): unknown => (Array.isArray(choice) ? choice.at(-1) : choice)
  const decode = (value: unknown): unknown =>
    severalOf(widget) && Array.isArray(value) ? value.map(valueOf) : valueOf(value)
  return { encode: asIs.encode, decode }
}

/** Dropdown, Radio and CheckboxGroup: values are enumerated, unless the component welcomes others. */
export const choiceComponent: Kind = {
  input: (widget) => formOf(choiceSchema(widget), widget),
  // A function may give an output other choices as it runs.
  output: (widget) => {
    const choices = choicesOf(widget)
    return formOf(choices.length === 0 ? {} : typeOf(choices), { ...widget, props: {} })
  },
}
