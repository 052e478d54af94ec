import { HfnError } from '../core/error.ts'
import type { Schema } from '../core/schema.ts'
import { check } from './check.ts'
import { resolve, typesOf } from './reference.ts'
import { expectation, show } from './words.ts'

/**
 * The value that the text of a command line means, by its parameter's schema: a string stays as it was typed, numbers,
 * `true false yes no on off`, `null` and JSON are read, a file's path or URL is kept, several texts make a list.
 * Ranges and lengths are left to the check before the run.
 * @param name what the message calls it, such as `steps` or `--steps`
 * @throws BAD_ARGUMENT saying what would be right
 */
export const coerce = (schema: Schema, text: string | readonly string[], name: string): unknown =>
  read({ schema, root: schema, name, depth: 0, tried: { branches: 0 } }, text)

interface Wanted {
  readonly schema: Schema
  readonly root: Schema
  readonly name: string
  readonly depth: number
  /** Shared by all that is read for one text. */
  readonly tried: { branches: number }
}

/** Schemas within schemas, and branches of unions; a stranger's schema may ask for endless work. */
const deepest = 32
const most = 1_000

const read = (wanted: Wanted, text: string | readonly string[]): unknown => {
  const schema = merged(resolve(wanted.schema, wanted.root), wanted.root)
  const meant = { ...wanted, schema, depth: wanted.depth + 1 }
  if (wanted.depth > deepest) return refuse(meant, text)
  const choices = schema.enum ?? (schema.const === undefined ? undefined : [schema.const])
  if (schema.anyOf !== undefined || schema.oneOf !== undefined) return readUnion(meant, text)
  if (isList(schema)) return readList(meant, text)
  if (typeof text !== 'string')
    return text[0] !== undefined && text.length === 1 ? read(meant, text[0]) : refuse(meant, text)
  if (schema.format !== 'file' && choices !== undefined) return readChoice(meant, choices, text)
  return readOne(meant, text)
}

const readOne = (wanted: Wanted, text: string): unknown => {
  const { schema } = wanted
  const types = typesOf(schema)
  if (schema.format === 'file') return text === 'null' && types.includes('null') ? null : text
  if (types.includes('string')) return text
  if (types.length === 0 && schema.properties === undefined) return readAny(text)
  if (text === 'null' && types.includes('null')) return null
  if (types.includes('boolean') && booleans.has(text.toLowerCase())) return booleans.get(text.toLowerCase())
  if (numeral.test(text) && types.includes('number')) return Number(text)
  if (numeral.test(text) && types.includes('integer')) return readWhole(wanted, text)
  const value = types.length === 0 || types.includes('object') ? parse(text) : undefined
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : refuse(wanted, text)
}

const readWhole = (wanted: Wanted, text: string): unknown => {
  const value = Number(text)
  if (Number.isSafeInteger(value)) return value
  return Number.isInteger(value)
    ? refuse(wanted, text, `a whole number no larger than ${Number.MAX_SAFE_INTEGER}`)
    : refuse(wanted, text)
}

const readChoice = (wanted: Wanted, choices: readonly unknown[], text: string): unknown => {
  const exact = choices.find((choice) => choice === text)
  const choice = exact ?? choices.find((choice) => typeof choice !== 'string' && JSON.stringify(choice) === text)
  if (choice !== undefined) return choice
  throw badText(wanted, check({ enum: choices }, text, wanted.name)[0] ?? '')
}

/** Text for many values: one JSON list, or one text each. */
const readList = (wanted: Wanted, text: string | readonly string[]): unknown => {
  const { prefixItems, items } = wanted.schema
  const texts = typeof text === 'string' ? [text] : text
  const [only = ''] = texts
  if (texts.length === 1 && only.trimStart().startsWith('[')) {
    const list = parse(only)
    if (Array.isArray(list)) return list
  }
  if (texts.length === 1 && only === 'null' && typesOf(wanted.schema).includes('null')) return null
  return texts.map((text, index) =>
    read({ ...wanted, schema: prefixItems?.[index] ?? items ?? {}, name: `${wanted.name}[${index}]` }, text),
  )
}

/** The first branch that can read the text and finds nothing wrong with it, else the first that can read it. */
const readUnion = (wanted: Wanted, text: string | readonly string[]): unknown => {
  const { root, schema } = wanted
  const branches = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].map((branch) => resolve(branch, root))
  const takesText = branches.some(isText)
  const values: unknown[] = []
  for (const branch of branches.toSorted((one, other) => rank(one) - rank(other))) {
    // Where text is right, a number that somebody typed is text.
    if (takesText && isScalar(branch)) continue
    if ((wanted.tried.branches += 1) > most) break
    try {
      const value = read({ ...wanted, schema: branch }, text)
      if (check(branch, value, wanted.name, root).length === 0) return value
      values.push(value)
    } catch (error) {
      if (!HfnError.is(error)) throw error
    }
  }
  return values.length > 0 ? values[0] : refuse(wanted, text)
}

const booleans = new Map([
  ...['true', 'yes', 'on'].map((word) => [word, true] as const),
  ...['false', 'no', 'off'].map((word) => [word, false] as const),
])

const numeral = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

const isList = (schema: Schema): boolean => typesOf(schema).includes('array') && !typesOf(schema).includes('string')

const isText = (schema: Schema): boolean =>
  typesOf(schema).includes('string') && schema.enum === undefined && schema.const === undefined

/** Null is tried first, text last: it reads everything. */
const rank = (schema: Schema): number => (schema.type === 'null' ? 0 : isText(schema) ? 2 : 1)

const isScalar = (schema: Schema): boolean => {
  const types = typesOf(schema)
  return types.length > 0 && types.every((type) => scalars.has(type))
}

const scalars = new Set(['number', 'integer', 'boolean', 'null'])

/** A schema with all that its `allOf` says. */
const merged = ({ allOf, ...own }: Schema, root: Schema): Schema =>
  Object.assign({}, ...(allOf ?? []).map((part) => resolve(part, root)), own) as Schema

const readAny = (text: string): unknown => {
  const value = parse(text)
  return value === undefined ? text : value
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

const refuse = (wanted: Wanted, text: string | readonly string[], right?: string): never => {
  const given = typeof text === 'string' ? show(text) : `${text.length} values`
  throw badText(wanted, `${wanted.name} must be ${right ?? expectation(wanted.schema, wanted.root)}, not ${given}`)
}

const badText = ({ schema, name }: Wanted, message: string): HfnError =>
  new HfnError('BAD_ARGUMENT', message, {
    hint: typesOf(schema).includes('object') ? `Write it as JSON, such as '{"key": "value"}'` : undefined,
    faults: [{ parameter: name, message }],
  })
