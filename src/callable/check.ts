import type { Schema } from '../core/schema.ts'
import { checkFile, checkList, checkNumber, checkRecord, checkText, type Visit } from './check-kind.ts'
import { nearest } from './names.ts'
import { lookUp, resolve, typesOf } from './reference.ts'
import { expectation, list, show } from './words.ts'

/** Schemas within schemas; what lies deeper is accepted. */
const deepest = 64
/** Schemas looked at for one value; a stranger's schema may ask for endless work. What is left is accepted. */
const farthest = 100_000
/** Messages about one value. */
const most = 20

/**
 * What is wrong with a value, one message each, none when nothing is. Lenient: a word that is not understood accepts, a
 * `pattern` is the source's business (a stranger's could run for ever), and one fitting branch of a `oneOf` is enough.
 * @param path what the messages call the value, such as `steps`
 * @param root where a `$ref` leads from
 */
export const check = (schema: Schema, value: unknown, path: string, root = schema): string[] =>
  new Check(root).visit(schema, value, path, 0).slice(0, most)

class Check {
  readonly #root: Schema
  #visited = 0

  constructor(root: Schema) {
    this.#root = root
  }

  visit(schema: Schema, value: unknown, path: string, depth: number): string[] {
    this.#visited += 1
    if (depth > deepest || this.#visited > farthest || typeof schema !== 'object') return []
    // Sources that use null for "nothing" say so by their default.
    if (value === null && schema.default === null) return []
    if (schema.format === 'file') return checkFile(schema, value, path)
    const deeper: Visit = (inner, part, name) => this.visit(inner, part, name, depth + 1)
    const target = schema.$ref === undefined ? undefined : lookUp(schema.$ref, this.#root)
    const all = [...(target === undefined ? [] : [target]), ...(schema.allOf ?? [])]
    return [
      ...all.flatMap((part) => deeper(part, value, path)),
      ...this.#union(schema.anyOf, value, path, deeper),
      ...this.#union(schema.oneOf, value, path, deeper),
      ...checkOwn(schema, value, path, deeper),
    ]
  }

  /** Speaks of the only branch whose type fits, or of all branches. */
  #union(branches: readonly Schema[] | undefined, value: unknown, path: string, deeper: Visit): string[] {
    if (branches === undefined) return []
    const meant: string[][] = []
    for (const branch of branches) {
      const messages = deeper(branch, value, path)
      if (messages.length === 0) return []
      if (fitsType(resolve(branch, this.#root), value)) meant.push(messages)
    }
    const [only] = meant
    if (only !== undefined && meant.length === 1) return only
    return [`${path} must be ${expectation({ anyOf: branches }, this.#root)}, not ${show(value)}`]
  }
}

const checkOwn = (schema: Schema, value: unknown, path: string, deeper: Visit): string[] => {
  const { enum: choices, const: constant } = schema
  if (choices !== undefined) {
    if (!choices.some((choice) => isSame(choice, value))) return [notAmong(choices, value, path)]
  } else if (!fitsType(schema, value)) {
    return [`${path} must be ${expectation({ type: schema.type ?? [] }, schema)}, not ${show(value)}`]
  }
  if (constant !== undefined && !isSame(constant, value))
    return [`${path} must be ${show(constant)}, not ${show(value)}`]
  if (typeof value === 'number') return checkNumber(schema, value, path)
  if (typeof value === 'string') return checkText(schema, value, path)
  if (Array.isArray(value)) return checkList(schema, value, path, deeper)
  return typeof value === 'object' && value !== null ? checkRecord(schema, value, path, deeper) : []
}

const notAmong = (choices: readonly unknown[], value: unknown, path: string): string => {
  const near =
    typeof value === 'string'
      ? nearest(
          value,
          choices.filter((choice) => typeof choice === 'string'),
        )
      : undefined
  return `${path} must be one of ${list(choices)}${near === undefined ? `, not ${show(value)}` : `; nearest: ${show(near)}`}`
}

const isType: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  number: (value) => Number.isFinite(value),
  integer: (value) => Number.isInteger(value),
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
  array: (value) => Array.isArray(value),
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
}

const fitsType = (schema: Schema, value: unknown): boolean => {
  const types = typesOf(schema)
  return types.length === 0 || types.some((type) => isType[type]?.(value) ?? true)
}

/** Equal as JSON. */
const isSame = (one: unknown, other: unknown): boolean => {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other
  if (Array.isArray(one) !== Array.isArray(other)) return false
  const entries = Object.entries(one)
  const others = new Map(Object.entries(other))
  return (
    entries.length === others.size && entries.every(([key, value]) => others.has(key) && isSame(value, others.get(key)))
  )
}
