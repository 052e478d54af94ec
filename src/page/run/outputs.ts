import { applyDiff } from '../../wire/diff.ts'
import type { Field } from '../model/field.ts'
import { frames } from './frames.ts'

/** Outputs of a run on their way to the page: at most once a frame, and text that grows as what was added. */
export class Outputs {
  readonly #fields: readonly (Field | undefined)[]
  #data: unknown[] = []
  /** By output: text added since the last frame; undefined when the whole changed. */
  #added = new Map<number, string | undefined>()
  readonly #frames = frames(() => this.#show())

  constructor(fields: readonly (Field | undefined)[]) {
    this.#fields = fields
  }

  /** Outputs on their way: whole ones first, then what changed in each. */
  take(data: readonly unknown[]): void {
    const first = this.#data.length === 0
    for (const [index, value] of data.entries()) {
      if (first) this.#replace(index, value)
      else this.#edit(index, value)
    }
    this.#frames.request()
  }

  /** The last outputs, whole. */
  finish(data: readonly unknown[] | undefined): void {
    for (const [index, value] of (data ?? []).entries()) if (value !== this.#data[index]) this.#replace(index, value)
    this.#frames.now()
  }

  #replace(index: number, value: unknown): void {
    this.#data[index] = value
    this.#added.set(index, undefined)
  }

  #edit(index: number, edits: unknown): void {
    const added = addedText(edits)
    if (Array.isArray(edits) && edits.length === 0) return
    this.#data[index] = applyDiff(this.#data[index], edits)
    if (added === undefined || (this.#added.has(index) && this.#added.get(index) === undefined))
      this.#added.set(index, undefined)
    else this.#added.set(index, (this.#added.get(index) ?? '') + added)
  }

  #show(): void {
    for (const [index, added] of this.#added) {
      if (added === undefined) this.#fields[index]?.receive(this.#data[index])
      else this.#fields[index]?.grow(added)
    }
    this.#added.clear()
  }
}

/** What one edit appends to the whole text; undefined when it does anything else. */
const addedText = (edits: unknown): string | undefined => {
  if (!Array.isArray(edits) || edits.length !== 1) return undefined
  const [edit]: unknown[] = edits
  if (!Array.isArray(edit)) return undefined
  const [operation, path, value]: unknown[] = edit
  return operation === 'append' && Array.isArray(path) && path.length === 0 && typeof value === 'string'
    ? value
    : undefined
}
