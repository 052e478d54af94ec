import type { Schema } from '../core/schema.ts'
import { resolve, typesOf } from './reference.ts'

/** Choices named in one message. */
const most = 10
/** Letters of a value shown in a message. */
const longest = 40

const types: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  null: 'null',
  array: 'a list',
  object: 'an object',
}

/** What a schema expects, in words that follow "must be". */
export const expectation = (schema: Schema, root: Schema, depth = 0): string => {
  const { format, enum: choices, const: constant, anyOf, oneOf, ...rest } = resolve(schema, root)
  if (format === 'file') return 'a file: a path, a URL, bytes or a stream'
  if (choices !== undefined) return `one of ${list(choices)}`
  if (constant !== undefined) return show(constant)
  const branches = anyOf ?? oneOf
  const words =
    branches === undefined || depth > 2
      ? typesOf(rest).map((type) => types[type] ?? type)
      : branches.slice(0, most).map((branch) => expectation(branch, root, depth + 1))
  return [...new Set(words)].join(' or ') || 'another value'
}

/** Some values, as many as fit in a message. */
export const list = (values: readonly unknown[]): string => {
  const more = values.length > most ? ` and ${values.length - most} more` : ''
  return values.slice(0, most).map(show).join(', ') + more
}

/** A value as a message shows it: short, on one line. */
export const show = (value: unknown): string => {
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (typeof value === 'string') return JSON.stringify(value.length > longest ? `${value.slice(0, longest)}…` : value)
  return typeof value === 'object' && value !== null ? 'an object' : String(value)
}
