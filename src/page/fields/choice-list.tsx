import { listOf } from '../../wire/json.ts'
import type { ControlProps } from '../registry.ts'
import { useCell } from '../state/use-cell.ts'
import { choicesOf, isSame } from './choices.ts'

/** One of several, all in sight. */
export const RadioInput = ({ field }: ControlProps) => {
  const choices = choicesOf(useCell(field.props))
  const value = useCell(field.value)
  return (
    <div class="choices">
      {choices.map((choice, index) => (
        <label key={index}>
          <input
            type="radio"
            name={field.control}
            checked={isSame(choice.value, value)}
            onChange={() => {
              field.enter(choice.value)
              field.emit('select')
            }}
          />
          <span>{choice.label}</span>
        </label>
      ))}
    </div>
  )
}

/** Some of several, all in sight. */
export const CheckboxGroupInput = ({ field }: ControlProps) => {
  const choices = choicesOf(useCell(field.props))
  const value = listOf(useCell(field.value))
  const chosen = (choice: unknown): boolean => value.some((one) => isSame(one, choice))
  const toggle = (changed: unknown, on: boolean): void => {
    // In the order of the choices, whatever the order of the clicks.
    field.enter(choices.map((choice) => choice.value).filter((one) => (isSame(one, changed) ? on : chosen(one))))
    field.emit('select')
  }
  return (
    <div class="choices">
      {choices.map((choice, index) => (
        <label key={index}>
          <input
            type="checkbox"
            checked={chosen(choice.value)}
            onChange={({ currentTarget }) => toggle(choice.value, currentTarget.checked)}
          />
          <span>{choice.label}</span>
        </label>
      ))}
    </div>
  )
}
