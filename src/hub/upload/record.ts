import { isRecord } from '../../core/record.ts'

/** What the Hub sent, as an object; one without anything in it when it is none. */
export const recordOf = (value: unknown): Readonly<Record<string, unknown>> => (isRecord(value) ? value : {})

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
