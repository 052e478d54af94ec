import type { ControlProps } from '../registry.ts'
import { useCell } from '../state/use-cell.ts'
import { attributesOf } from './attributes.ts'

export const CheckboxInput = ({ field }: ControlProps) => {
  const fault = useCell(field.fault)
  return (
    <input
      {...attributesOf(field, fault)}
      type="checkbox"
      checked={useCell(field.value) === true}
      onChange={({ currentTarget }) => field.enter(currentTarget.checked)}
    />
  )
}
