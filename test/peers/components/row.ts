import { majors } from '../apps.ts'
import type { Major } from '../apps.ts'

/** One value through the echo endpoint of one component. */
export interface Row {
  readonly component: string
  readonly endpoint: string
  readonly majors: readonly Major[]
  /** As a user writes it, files as marks; undefined where the endpoint takes nothing. */
  readonly input?: unknown
  /** As a user reads it, or a part of it; the input when absent, undefined where the endpoint gives nothing. */
  readonly output?: unknown
  /** What is otherwise on one major. */
  readonly at?: Partial<Record<Major, Otherwise>>
  /** Why Gradio does not give the value back there; the endpoint still answers. */
  readonly gradioCannot?: Partial<Record<Major, string>>
}

interface Otherwise {
  readonly input?: unknown
  readonly output?: unknown
  /** What the official client has to be given, and what it gives: the form on the wire. */
  readonly sent?: unknown
  readonly received?: unknown
}

export const from4: readonly Major[] = [4, 5, 6]
export const from5: readonly Major[] = [5, 6]

/** A value that looks alike on every major, going in and coming out. */
export const alike = (component: string, endpoint: string, input: unknown): Row => ({
  component,
  endpoint,
  majors,
  input,
})

export const inputOf = (row: Row, major: Major): unknown => {
  const other = row.at?.[major]
  return other && 'input' in other ? other.input : row.input
}

const outputOf = (row: Row, major: Major): unknown => {
  const other = row.at?.[major]
  if (other && 'output' in other) return other.output
  return 'output' in row ? row.output : inputOf(row, major)
}

export const sentOf = (row: Row, major: Major): unknown => {
  const other = row.at?.[major]
  return other && 'sent' in other ? other.sent : inputOf(row, major)
}

export const receivedOf = (row: Row, major: Major): unknown => {
  const other = row.at?.[major]
  return other && 'received' in other ? other.received : outputOf(row, major)
}
