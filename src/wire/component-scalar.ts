import type { Schema } from '../core/schema.ts'
import { asIs, plainKind, type Kind, type Widget } from './form.ts'
import { numberOf } from './json.ts'

const ranged = ({ props, schema }: Widget): Schema => {
  const minimum = numberOf(props['minimum'])
  const maximum = numberOf(props['maximum'])
  if (minimum !== undefined && maximum !== undefined && minimum > maximum) return schema
  return { ...(minimum !== undefined && { minimum }), ...(maximum !== undefined && { maximum }), ...schema }
}

const typed = (widget: Widget): Widget => {
  const { description = '', ...schema } = widget.schema
  const told = description.startsWith('numeric value between') || description === '' ? {} : { description }
  return { ...widget, schema: { type: 'number', ...schema, ...told } }
}

/** Number and Slider: their range is checked by the app, a slider's step is not. */
export const numberComponent: Kind = {
  input: (widget) => ({ schema: ranged(typed(widget)), shape: asIs }),
  output: (widget) => ({ schema: typed(widget).schema, shape: asIs }),
}

export const textComponent: Kind = plainKind({ type: 'string' })

/** Textbox: `type="password"` hides what is typed. */
export const textboxComponent: Kind = {
  input: (widget) => {
    const { schema, shape } = textComponent.input(widget)
    return { schema: widget.props['type'] === 'password' ? { ...schema, format: 'password' } : schema, shape }
  },
  output: textComponent.output,
}
