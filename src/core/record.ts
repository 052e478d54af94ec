/** An object as JSON has them, whatever is in it. */
export type JsonRecord = Readonly<Record<string, unknown>>

/** True for an object that is no list. */
export const isRecord = (value: unknown): value is JsonRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value, when it is an object whose fields can be looked at; else one without fields. */
export const recordOf = (value: unknown): JsonRecord => (isRecord(value) ? value : {})
