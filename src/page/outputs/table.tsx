import { useRef, useState } from 'preact/hooks'
import { isObject, listOf, textOf } from '../../wire/json.ts'
import type { ControlProps } from '../registry.ts'
import { useCell } from '../state/use-cell.ts'
import { Nothing } from './nothing.tsx'

/** Pixels: a row, and the table; rows beyond what is seen that are drawn all the same. */
const rowHeight = 34
const height = 420
const spare = 10

const cellText = (value: unknown): string => textOf(value) ?? (value === null ? '' : JSON.stringify(value))

interface TableParts {
  readonly headers: readonly string[]
  readonly rows: readonly (readonly unknown[])[]
}

const tableOf = (value: unknown): TableParts => {
  if (Array.isArray(value))
    return { headers: listOf(value[0]).map((_, index) => String(index + 1)), rows: value.map(listOf) }
  if (!isObject(value)) return { headers: [], rows: [] }
  return { headers: listOf(value['headers']).map(cellText), rows: listOf(value['data']).map(listOf) }
}

/** A table of any length: only the rows in sight are drawn. */
export const TableOutput = ({ field }: ControlProps) => {
  const { headers, rows } = tableOf(useCell(field.value))
  const [top, setTop] = useState(0)
  const place = useRef<HTMLDivElement>(null)
  if (headers.length === 0 && rows.length === 0) return <Nothing />
  const first = Math.max(0, Math.floor(top / rowHeight) - spare)
  const last = Math.min(rows.length, Math.ceil((top + height) / rowHeight) + spare)
  return (
    <div
      class="table"
      ref={place}
      tabIndex={0}
      role="group"
      aria-label={textOf(field.props.value['label']) ?? 'Table'}
      onScroll={() => setTop(place.current?.scrollTop ?? 0)}
    >
      <table aria-rowcount={rows.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {headers.map((header, index) => (
              <th key={index} scope="col">
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {first > 0 && <Gap rows={first} columns={headers.length} />}
          {rows.slice(first, last).map((row, index) => (
            <tr key={first + index} aria-rowindex={first + index + 2}>
              {row.map((cell, column) => (
                <td key={column}>{cellText(cell)}</td>
              ))}
            </tr>
          ))}
          {last < rows.length && <Gap rows={rows.length - last} columns={headers.length} />}
        </tbody>
      </table>
    </div>
  )
}

const Gap = ({ rows, columns }: { readonly rows: number; readonly columns: number }) => (
  <tr aria-hidden="true">
    <td colSpan={Math.max(1, columns)} style={{ blockSize: `${rows * rowHeight}px`, padding: 0 }} />
  </tr>
)
