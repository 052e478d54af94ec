import { textOf } from '../../wire/json.ts'
import type { ControlProps } from '../registry.ts'
import { useCell } from '../state/use-cell.ts'
import { attributesOf } from './attributes.ts'

/** A colour, as `#rrggbb`. */
export const ColorInput = ({ field }: ControlProps) => {
  const fault = useCell(field.fault)
  return (
    <input
      {...attributesOf(field, fault)}
      type="color"
      value={textOf(useCell(field.value)) ?? '#000000'}
      onInput={({ currentTarget }) => field.enter(currentTarget.value)}
    />
  )
}

/** A point in time, as Gradio writes it: `YYYY-MM-DD HH:MM:SS`. */
export const DateTimeInput = ({ field }: ControlProps) => {
  const fault = useCell(field.fault)
  const withTime = useCell(field.props)['include_time'] !== false
  const value = textOf(useCell(field.value)) ?? ''
  const attributes = attributesOf(field, fault)
  if (!withTime) {
    return (
      <input
        {...attributes}
        type="date"
        value={value.slice(0, 10)}
        onInput={({ currentTarget }) => field.enter(currentTarget.value || null)}
      />
    )
  }
  const enter = ({ currentTarget }: Event & { readonly currentTarget: HTMLInputElement }): void => {
    const [day, time = ''] = currentTarget.value.split('T')
    field.enter(day === '' ? null : `${day} ${time.length === 5 ? `${time}:00` : time}`)
  }
  return <input {...attributes} type="datetime-local" step={1} value={value.replace(' ', 'T')} onInput={enter} />
}
