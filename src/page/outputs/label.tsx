import { isObject, listOf, numberOf, textOf } from '../../wire/json.ts'
import type { ControlProps } from '../registry.ts'
import { useCell } from '../state/use-cell.ts'
import { Nothing } from './nothing.tsx'

const percent = (share: number): string => `${Math.round(share * 100)} %`

/** What something is, with how sure that is. */
export const LabelOutput = ({ field }: ControlProps) => {
  const value = useCell(field.value)
  if (!isObject(value)) return textOf(value) === undefined ? <Nothing /> : <p class="label-first">{textOf(value)}</p>
  const confidences = listOf(value['confidences']).filter(isObject)
  return (
    <div class="label-output">
      <p class="label-first">{String(textOf(value['label']) ?? numberOf(value['label']) ?? '')}</p>
      <ul>
        {confidences.map(({ label, confidence }, index) => {
          const share = numberOf(confidence) ?? 0
          const name = textOf(label) ?? JSON.stringify(label)
          return (
            <li key={index}>
              <span>{name}</span>
              <span>{percent(share)}</span>
              <meter min={0} max={1} value={share} aria-label={name} />
            </li>
          )
        })}
      </ul>
    </div>
  )
}
