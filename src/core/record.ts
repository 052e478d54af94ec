import { oneLine } from './secret.ts'

/** An object as JSON has them, whatever is in it. */
export type JsonRecord = Readonly<Record<string, unknown>>

/** True for an object that is no list. */
export const isRecord = (value: unknown): value is JsonRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value, when it is an object whose fields can be looked at; else one without fields. */
export const recordOf = (value: unknown): JsonRecord => (isRecord(value) ? value : {})

/** A text exactly as another program sent it, for programs; undefined when it is none, or empty. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

/** A text for people: one line, without what a terminal would obey; undefined when it is none, or empty. */
export const lineOf = (value: unknown, limit = 500): string | undefined =>
  typeof value === 'string' ? oneLine(value, limit) || undefined : undefined

/** A number; undefined when it is none. */
export const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)
