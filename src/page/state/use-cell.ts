import { useLayoutEffect, useState } from 'preact/hooks'
import type { Cell } from './cell.ts'

/** The value of a cell; the component is drawn again when it changes. */
export const useCell = <Value>(cell: Cell<Value>): Value => {
  const [, draw] = useState<{ readonly value: Value }>()
  const { value } = cell
  useLayoutEffect(() => {
    const redraw = (): void => draw({ value: cell.value })
    // It may have changed between the drawing and now.
    if (!Object.is(cell.value, value)) redraw()
    return cell.watch(redraw)
  }, [cell])
  return value
}
