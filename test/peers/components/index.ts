import { majors } from '../apps.ts'
import type { Major } from '../apps.ts'
import { media } from './media.ts'
import { plain } from './plain.ts'
import type { Row } from './row.ts'
import { structured } from './structured.ts'

export { inputOf, receivedOf, sentOf } from './row.ts'
export type { Row } from './row.ts'

/** Every component that the majors of Gradio have, each with a value or more. */
export const rows: readonly Row[] = [...plain, ...media, ...structured]

/** What became of a row on one major: it came back, or it did not. */
export type Outcome = (row: Row, major: Major) => boolean

/** The table of all components and majors: `yes`, `NO`, a dash where the major lacks the component, or a note why Gradio cannot. */
export function printTable(outcome: Outcome): string {
  const notes: string[] = []
  const noteOf = (reason: string): string => {
    if (!notes.includes(reason)) notes.push(reason)
    return `(${notes.indexOf(reason) + 1})`
  }
  const cell = (own: readonly Row[], major: Major): string => {
    const here = own.filter((row) => row.majors.includes(major))
    if (here.length === 0) return '-'
    if (!here.every((row) => outcome(row, major))) return 'NO'
    const reason = here.map((row) => row.gradioCannot?.[major]).find((one) => one !== undefined)
    return reason === undefined ? 'yes' : noteOf(reason)
  }
  const components = [...new Set(rows.map((row) => row.component))]
  const lines = components.map((component) => {
    const own = rows.filter((row) => row.component === component)
    return [component.padEnd(18), ...majors.map((major) => cell(own, major).padEnd(5))].join(' ').trimEnd()
  })
  const head = ['component'.padEnd(18), ...majors.map((major) => `Gradio ${major}`.slice(-1).padEnd(5))]
    .join(' ')
    .trimEnd()
  return [head, ...lines, ...notes.map((note, at) => `(${at + 1}) Gradio itself ${note}`)].join('\n')
}
