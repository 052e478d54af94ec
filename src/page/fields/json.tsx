import { useState } from 'preact/hooks'
import { textOf } from '../../wire/json.ts'
import type { ControlProps } from '../registry.ts'
import { useCell } from '../state/use-cell.ts'
import { attributesOf } from './attributes.ts'
import { isSame } from './choices.ts'

const parsed = (text: string): { readonly value: unknown } | undefined => {
  try {
    return { value: text.trim() === '' ? null : (JSON.parse(text) as unknown) }
  } catch {
    return undefined
  }
}

/** Any JSON, written by hand; what is none is said at once, and not sent. */
export const JsonInput = ({ field }: ControlProps) => {
  const fault = useCell(field.fault)
  const value = useCell(field.value)
  const [draft, setDraft] = useState('')
  const written = parsed(draft)
  const own = fault !== undefined || (written !== undefined && isSame(written.value, value))
  const change = (text: string): void => {
    setDraft(text)
    const json = parsed(text)
    if (json !== undefined) field.enter(json.value)
    else field.fault.set('This is no JSON yet')
  }
  return (
    <textarea
      {...attributesOf(field, fault)}
      class="source"
      rows={5}
      spellcheck={false}
      dir="ltr"
      value={own ? draft : value === null ? '' : JSON.stringify(value, null, 2)}
      onInput={({ currentTarget }) => change(currentTarget.value)}
    />
  )
}

/** Text in a fixed width: a program, or a page's source. */
export const CodeInput = ({ field }: ControlProps) => {
  const fault = useCell(field.fault)
  return (
    <textarea
      {...attributesOf(field, fault)}
      class="source"
      rows={8}
      spellcheck={false}
      dir="ltr"
      value={textOf(useCell(field.value)) ?? ''}
      onInput={({ currentTarget }) => field.enter(currentTarget.value)}
    />
  )
}
