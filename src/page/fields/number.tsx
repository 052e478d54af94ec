import { useState } from 'preact/hooks'
import { numberOf, textOf, type JsonObject } from '../../wire/json.ts'
import type { ControlProps } from '../registry.ts'
import { useCell } from '../state/use-cell.ts'
import { attributesOf } from './attributes.ts'

type NumberEvent = Event & { readonly currentTarget: HTMLInputElement }

/** What is written in a number's field: `1.` on its way to `1.5` is no other number, and must stay as it is. */
export const useWritten = (value: unknown): [written: string, write: (text: string) => void] => {
  const [draft, setDraft] = useState('')
  const number = numberOf(value)
  const same = draft === '' ? number === undefined : Number(draft) === number
  return [same ? draft : String(number ?? ''), setDraft]
}

export const stepOf = ({ step, precision }: JsonObject): number | 'any' =>
  numberOf(step) ?? (precision === 0 ? 1 : 'any')

export const NumberInput = ({ field }: ControlProps) => {
  const props = useCell(field.props)
  const fault = useCell(field.fault)
  const [written, write] = useWritten(useCell(field.value))
  const change = ({ currentTarget }: NumberEvent): void => {
    write(currentTarget.value)
    field.enter(currentTarget.value === '' ? null : currentTarget.valueAsNumber)
  }
  return (
    <input
      {...attributesOf(field, fault)}
      type="number"
      inputMode="decimal"
      value={written}
      min={numberOf(props['minimum'])}
      max={numberOf(props['maximum'])}
      step={stepOf(props)}
      placeholder={textOf(props['placeholder'])}
      onInput={change}
      onKeyDown={(event) => {
        if (event.key === 'Enter') field.emit('submit')
      }}
    />
  )
}
