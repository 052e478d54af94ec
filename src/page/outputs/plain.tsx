import { isObject, listOf, numberOf, textOf } from '../../wire/json.ts'
import { Markdown } from '../markdown/markdown.tsx'
import type { ControlProps } from '../registry.ts'
import { useCell } from '../state/use-cell.ts'
import { choicesOf, labelFor } from '../fields/choices.ts'
import { Nothing } from './nothing.tsx'

/** Text in a fixed width. */
export const CodeOutput = ({ field }: ControlProps) => {
  const text = textOf(useCell(field.value)) ?? ''
  return text === '' ? (
    <Nothing />
  ) : (
    <pre class="source" dir="ltr" tabIndex={0}>
      <code>{text}</code>
    </pre>
  )
}

export const MarkdownOutput = ({ field }: ControlProps) => {
  const text = textOf(useCell(field.value)) ?? ''
  return text === '' ? <Nothing /> : <Markdown text={text} />
}

export const NumberOutput = ({ field }: ControlProps) => {
  const value = useCell(field.value)
  return value === null ? <Nothing /> : <p class="number">{String(numberOf(value) ?? textOf(value) ?? '')}</p>
}

export const CheckboxOutput = ({ field }: ControlProps) => {
  const value = useCell(field.value)
  return typeof value === 'boolean' ? <p>{value ? 'Yes' : 'No'}</p> : <Nothing />
}

/** What was chosen, by its labels. */
export const ChoiceOutput = ({ field }: ControlProps) => {
  const value = useCell(field.value)
  const choices = choicesOf(useCell(field.props))
  if (value === null) return <Nothing />
  return <p>{(Array.isArray(value) ? value : [value]).map((one) => labelFor(choices, one)).join(', ')}</p>
}

export const ColorOutput = ({ field }: ControlProps) => {
  const value = textOf(useCell(field.value))
  if (value === undefined) return <Nothing />
  return (
    <p class="colour">
      <span class="swatch" style={{ backgroundColor: value }} />
      {value}
    </p>
  )
}

/** Text whose parts belong to classes, or weigh more or less. */
export const HighlightedOutput = ({ field }: ControlProps) => {
  const spans = listOf(useCell(field.value)).map((span) => {
    const [token, mark]: readonly unknown[] = isObject(span)
      ? [span['token'], span['class_or_confidence']]
      : listOf(span)
    return { token: textOf(token) ?? '', mark: textOf(mark) ?? numberOf(mark) }
  })
  if (spans.length === 0) return <Nothing />
  const classes = [...new Set(spans.map(({ mark }) => mark))].filter((mark) => typeof mark === 'string')
  return (
    <p class="highlighted">
      {spans.map(({ token, mark }, index) =>
        mark === undefined ? (
          <span key={index}>{token}</span>
        ) : (
          <mark key={index} data-colour={typeof mark === 'string' ? classes.indexOf(mark) % 8 : mark < 0 ? 1 : 0}>
            {token}
            <small>{typeof mark === 'number' ? mark.toFixed(2) : mark}</small>
          </mark>
        ),
      )}
    </p>
  )
}
