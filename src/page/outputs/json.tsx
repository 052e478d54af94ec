import { useState } from 'preact/hooks'
import type { ControlProps } from '../registry.ts'
import { useCell } from '../state/use-cell.ts'
import { Nothing } from './nothing.tsx'

/** Any JSON, as a tree that opens. */
export const JsonOutput = ({ field }: ControlProps) => {
  const value = useCell(field.value)
  if (value === null || value === undefined) return <Nothing />
  return (
    <div class="json" dir="ltr">
      <Branch value={value} depth={0} />
    </div>
  )
}

interface BranchProps {
  readonly name?: string | undefined
  readonly value: unknown
  readonly depth: number
}

/** Levels that are open at first, and entries shown until more are asked for. */
const openLevels = 2
const step = 100

const Name = ({ name }: Pick<BranchProps, 'name'>) =>
  name === undefined ? null : (
    <>
      <span class="json-name">{name}</span>
      {': '}
    </>
  )

const Branch = ({ name, value, depth }: BranchProps) => {
  const [shown, setShown] = useState(step)
  const [open, setOpen] = useState(depth < openLevels)
  if (typeof value !== 'object' || value === null) {
    return (
      <div class="json-leaf">
        <Name name={name} />
        <span class={`json-${value === null ? 'null' : typeof value}`}>{JSON.stringify(value)}</span>
      </div>
    )
  }
  const entries = Object.entries(value)
  const list = Array.isArray(value)
  const count = `${entries.length} ${list ? (entries.length === 1 ? 'element' : 'elements') : entries.length === 1 ? 'entry' : 'entries'}`
  if (entries.length === 0) {
    return (
      <div class="json-leaf">
        <Name name={name} />
        {list ? '[]' : '{}'}
      </div>
    )
  }
  return (
    <details open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <Name name={name} />
        <span class="json-count">
          {list ? '[…]' : '{…}'} {count}
        </span>
      </summary>
      {open && (
        <div class="json-inside">
          {entries.slice(0, shown).map(([key, entry]) => (
            <Branch key={key} name={key} value={entry} depth={depth + 1} />
          ))}
          {entries.length > shown && (
            <button type="button" class="quiet" onClick={() => setShown(shown + 10 * step)}>
              Show more
            </button>
          )}
        </div>
      )}
    </details>
  )
}
