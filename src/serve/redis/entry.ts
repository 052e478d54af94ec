import { applyDiff, type Edit } from '../../wire/diff.ts'
import { makeDiff } from '../../wire/diff-make.ts'
import type { Report, Task } from '../queue/contract.ts'

/** Outputs as they differ from those told before, so that a long text does not travel again with every word. */
interface Changed {
  readonly type: 'changed'
  readonly edits: readonly Edit[]
}

type Said = Report | Changed

/**
 * What the log of a stream says: a task that entered; a report, with the id of its task; or how many reports somebody has read
 * to the end of the stream.
 */
export type Entry = Task | readonly [id: string, said: Said] | number

/** Arguments are the worker's business: those who tell of a run do without. */
export const enteredEntry = (task: Task): string => JSON.stringify({ ...task, given: [] })

export const reportEntry = (id: string, report: Report): string => JSON.stringify([id, report])

export const readEntry = (text: string): Entry => JSON.parse(text) as Entry

/** Writes the reports of one start of a run: the first outputs are whole, those after it as they changed. */
export class EntryWriter {
  readonly #id: string
  #data: readonly unknown[] | undefined
  /** Characters of the last outputs that were written whole. */
  #whole = 0

  constructor(id: string) {
    this.#id = id
  }

  write(report: Report): string {
    if (report.type !== 'output') return reportEntry(this.#id, report)
    const before = this.#data
    this.#data = report.data
    if (before !== undefined) {
      const changed: Changed = { type: 'changed', edits: makeDiff(before, report.data) }
      const text = JSON.stringify([this.#id, changed])
      if (text.length < this.#whole) return text
    }
    const text = reportEntry(this.#id, report)
    this.#whole = text.length
    return text
  }
}

/** Makes outputs whole again. */
export class EntryReader {
  #data: unknown

  /** The report; undefined for changes of outputs that are no longer remembered. */
  read(said: Said): Report | undefined {
    if (said.type === 'started') this.#data = undefined
    if (said.type === 'output') this.#data = said.data
    if (said.type !== 'changed') return said
    if (this.#data === undefined) return undefined
    this.#data = applyDiff(this.#data, said.edits)
    return Array.isArray(this.#data) ? { type: 'output', data: this.#data } : undefined
  }
}
