import { numberOf, textOf } from '../../wire/json.ts'
import type { ControlProps } from '../registry.ts'
import { useCell } from '../state/use-cell.ts'
import { attributesOf } from './attributes.ts'
import { stepOf, useWritten } from './number.tsx'

/** A number between two others: drawn, or written beside. */
export const SliderInput = ({ field }: ControlProps) => {
  const props = useCell(field.props)
  const fault = useCell(field.fault)
  const value = useCell(field.value)
  const [written, write] = useWritten(value)
  const minimum = numberOf(props['minimum']) ?? 0
  const range = { min: minimum, max: numberOf(props['maximum']) ?? 100, step: stepOf(props) }
  const change = ({ currentTarget }: Event & { readonly currentTarget: HTMLInputElement }): void => {
    write(currentTarget.value)
    field.enter(currentTarget.value === '' ? null : currentTarget.valueAsNumber)
  }
  return (
    <div class="slider-row">
      <input
        {...attributesOf(field, fault)}
        {...range}
        type="range"
        value={numberOf(value) ?? minimum}
        onInput={change}
      />
      <input
        {...range}
        type="number"
        value={written}
        aria-label={`${textOf(props['label']) ?? 'Value'}, as a number`}
        onInput={change}
      />
    </div>
  )
}
