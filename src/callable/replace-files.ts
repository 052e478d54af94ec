import type { Schema } from '../core/schema.ts'
import { isFileInput } from './file-input.ts'
import type { FileInput } from './file.ts'
import { resolve, typesOf } from './reference.ts'
import { isFileValue } from './file-value.ts'

/** Values within values; what lies deeper is left as it is. */
const deepest = 64

/** Unions looked into for one value; a stranger's schema may ask for endless work. */
const farthest = 100_000

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** Bytes, Blobs and the like are of none of JSON's types. */
const typeOf = (value: unknown): string =>
  typeof value === 'string' ? 'string' : Array.isArray(value) ? 'array' : isRecord(value) ? 'object' : 'file'

/** The same list when nothing in it changed. */
const mapList = (
  values: readonly unknown[],
  change: (value: unknown, index: number) => unknown,
): readonly unknown[] => {
  const changed = values.map(change)
  return changed.some((value, index) => value !== values[index]) ? changed : values
}

/** The same record when nothing in it changed. */
export const mapRecord = <Value>(
  record: Readonly<Record<string, Value>>,
  change: (value: Value, key: string) => unknown,
): Readonly<Record<string, unknown>> => {
  const entries = Object.entries(record)
  const changed = entries.map(([key, value]) => [key, change(value, key)] as const)
  return changed.some(([, value], index) => value !== entries[index]?.[1]) ? Object.fromEntries(changed) : record
}

/**
 * The value with `replace` done to every file in it: to what stands where the schema says `format: 'file'`, and to files that
 * callables returned, wherever they are. A text is never a file where the schema takes a text.
 */
export const replaceFiles = (schema: Schema, value: unknown, replace: (file: FileInput) => unknown): unknown =>
  new Replacing(schema, replace).visit(schema, value, 0)

class Replacing {
  readonly #root: Schema
  readonly #replace: (file: FileInput) => unknown
  #unions = 0

  constructor(root: Schema, replace: (file: FileInput) => unknown) {
    this.#root = root
    this.#replace = replace
  }

  visit(schema: Schema, value: unknown, depth: number): unknown {
    if ((typeof value !== 'object' && typeof value !== 'string') || value === null || depth > deepest) return value
    if (isFileValue(value)) return this.#replace(value)
    const own = resolve(schema, this.#root)
    if (own.format === 'file') return isFileInput(value) ? this.#replace(value) : value
    const parts = [...(own.allOf ?? []), ...this.#branch(own.anyOf, value), ...this.#branch(own.oneOf, value)]
    const changed = parts.reduce<unknown>((current, part) => this.visit(part, current, depth + 1), value)
    const { properties = {}, additionalProperties: others, prefixItems = [], items } = own
    const said = parts.length === 0 || own.properties !== undefined || items !== undefined || others !== undefined
    if (!said) return changed
    if (Array.isArray(changed)) {
      return mapList(changed, (element, index) => this.visit(prefixItems[index] ?? items ?? {}, element, depth + 1))
    }
    if (!isRecord(changed)) return changed
    return mapRecord(changed, (part, key) => {
      const named = Object.hasOwn(properties, key) ? properties[key] : undefined
      return this.visit(named ?? (typeof others === 'object' ? others : {}), part, depth + 1)
    })
  }

  /** The one branch that is meant: the first that fits; a text is taken as a text before it is taken as a file. */
  #branch(branches: readonly Schema[] | undefined, value: unknown): readonly Schema[] {
    if (branches === undefined || ++this.#unions > farthest) return []
    const fitting = branches.filter((branch) => this.#fits(branch, value))
    const isText = (branch: Schema): boolean => typesOf(resolve(branch, this.#root)).includes('string')
    const meant = (typeof value === 'string' ? fitting.find(isText) : undefined) ?? fitting[0]
    return meant === undefined ? [] : [meant]
  }

  /** Looks at the value itself and at the properties that tell records apart, not into them: a circle of schemas costs nothing. */
  #fits(branch: Schema, value: unknown): boolean {
    const {
      format,
      const: constant,
      enum: choices,
      required = [],
      properties = {},
      ...schema
    } = resolve(branch, this.#root)
    if (format === 'file') return isFileInput(value)
    const types = typesOf(schema)
    if (types.length > 0 && !types.includes(typeOf(value))) return false
    if (constant !== undefined && constant !== value) return false
    if (choices !== undefined && !choices.includes(value)) return false
    if (!isRecord(value)) return true
    return (
      required.every((key) => Object.hasOwn(value, key)) &&
      Object.entries(properties).every(
        ([key, { const: told = value[key] }]) => told === value[key] || !Object.hasOwn(value, key),
      )
    )
  }
}
