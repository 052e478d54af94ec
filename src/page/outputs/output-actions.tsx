import { useState } from 'preact/hooks'
import { copyText } from '../markdown/copy-text.ts'
import { isWireFile } from '../../wire/file-data.ts'
import { isObject } from '../../wire/json.ts'
import type { ControlProps } from '../registry.ts'
import { useCell } from '../state/use-cell.ts'

/** Milliseconds that the button says it has copied. */
const told = 1_500

const hasFile = (value: unknown): boolean =>
  isWireFile(value) ||
  (Array.isArray(value) &&
    value.some((entry) => isWireFile(entry) || (isObject(entry) && Object.values(entry).some(isWireFile))))

/** What Copy takes along; undefined when there is nothing to copy. */
const copyable = (value: unknown): (() => string) | undefined => {
  if (typeof value === 'string') return value === '' ? undefined : () => value
  if (value === null || value === undefined || hasFile(value)) return undefined
  return () => (typeof value === 'object' ? JSON.stringify(value, null, 2) : JSON.stringify(value))
}

/** What can be done with an output. */
export const OutputActions = ({ field }: ControlProps) => {
  const text = copyable(useCell(field.value))
  const [copied, setCopied] = useState(false)
  if (text === undefined) return null
  const copy = async (): Promise<void> => {
    await copyText(text())
    setCopied(true)
    setTimeout(() => setCopied(false), told)
  }
  return (
    <button type="button" class="quiet" onClick={() => void copy()}>
      {copied ? 'Copied' : 'Copy'}
    </button>
  )
}
