import { numberOf, textOf } from '../../wire/json.ts'
import type { ControlProps } from '../registry.ts'
import { useCell } from '../state/use-cell.ts'
import { attributesOf } from './attributes.ts'
import { directionOf } from './direction.ts'

/** Text of one line or several. */
export const TextboxInput = ({ field }: ControlProps) => {
  const props = useCell(field.props)
  const value = textOf(useCell(field.value)) ?? ''
  const fault = useCell(field.fault)
  const lines = numberOf(props['lines']) ?? 1
  const shared = {
    ...attributesOf(field, fault),
    value,
    placeholder: textOf(props['placeholder']),
    maxLength: numberOf(props['max_length']),
    dir: props['rtl'] === true ? 'rtl' : directionOf(value),
    onInput: (event: Event & { readonly currentTarget: HTMLInputElement | HTMLTextAreaElement }) =>
      field.enter(event.currentTarget.value),
  } as const
  if (lines > 1) return <textarea {...shared} rows={lines} />
  const submit = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.isComposing) field.emit('submit')
  }
  return props['type'] === 'password' ? (
    <input {...shared} type="password" autocomplete="off" onKeyDown={submit} />
  ) : (
    <input {...shared} type="text" onKeyDown={submit} />
  )
}
