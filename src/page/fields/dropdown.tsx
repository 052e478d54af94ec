import { listOf } from '../../wire/json.ts'
import type { ControlProps } from '../registry.ts'
import { useCell } from '../state/use-cell.ts'
import { attributesOf } from './attributes.ts'
import { choicesOf, isSame, labelFor } from './choices.ts'
import { Combobox } from './combobox.tsx'

/** Beyond so many choices, a box to filter them is of more use than the browser's own list. */
const few = 12

/** One or several of many; `allow_custom_value` takes what is not among them. */
export const DropdownInput = ({ field }: ControlProps) => {
  const props = useCell(field.props)
  const value = useCell(field.value)
  const fault = useCell(field.fault)
  const choices = choicesOf(props)
  const enter = (next: unknown): void => {
    field.enter(next)
    field.emit('select')
  }
  const custom = props['allow_custom_value'] === true
  const shared = { attributes: attributesOf(field, fault), choices, custom }
  if (props['multiselect'] === true) {
    const chosen = listOf(value)
    return (
      <Combobox
        {...shared}
        chosen={chosen}
        onChoose={(one) => enter(chosen.some((other) => isSame(one, other)) ? chosen : [...chosen, one])}
        onRemove={(one) => enter(chosen.filter((other) => !isSame(one, other)))}
      />
    )
  }
  if (custom || choices.length > few) {
    const written = value === null ? '' : labelFor(choices, value)
    return <Combobox {...shared} written={written} onChoose={enter} />
  }
  const at = choices.findIndex((choice) => isSame(choice.value, value))
  return (
    <select
      {...shared.attributes}
      value={at < 0 ? '' : String(at)}
      onChange={({ currentTarget }) => enter(choices[Number(currentTarget.value)]?.value ?? null)}
    >
      {at < 0 && <option value="">Choose…</option>}
      {choices.map(({ label }, index) => (
        <option key={index} value={String(index)}>
          {label}
        </option>
      ))}
    </select>
  )
}
