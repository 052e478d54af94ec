import type { Schema } from '../core/schema.ts'
import { lookUp, typesOf } from './reference.ts'

/** Where a type stands: what may be given, or what comes back. */
export type Direction = 'input' | 'output'

/** Schemas printed for one type; a stranger's schema may unfold without end. The rest is `unknown`. */
const most = 5_000

/**
 * The TypeScript type of a schema's values. Files are `FileInput` when given and `FileValue` when returned; what refers to
 * itself or is not understood is `unknown`.
 */
export const printType = (schema: Schema, direction: Direction = 'input'): string =>
  new Printer(schema, direction).print(schema, [])

/** A property's name as it stands in an object type: bare when it can be. */
export const propertyKey = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name))

/** A JSDoc comment that ends where it should, whatever the text holds; '' for no text. One line for one line. */
export const printComment = (text: string, indent = ''): string => {
  const lines = text
    .replaceAll('*/', '*\\/')
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  if (lines.length === 0) return ''
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}\n`).join('')}${indent} */\n`
}

class Printer {
  readonly #root: Schema
  readonly #direction: Direction
  #printed = 0

  constructor(root: Schema, direction: Direction) {
    this.#root = root
    this.#direction = direction
  }

  /** @param within the references being followed */
  print(schema: Schema, within: readonly string[]): string {
    this.#printed += 1
    if (this.#printed > most || typeof schema !== 'object') return 'unknown'
    const type = this.#type(schema, within)
    // A default of null says that null may be given.
    return this.#direction === 'input' && schema.default === null ? union([type, 'null']) : type
  }

  #type(schema: Schema, within: readonly string[]): string {
    if (schema.format === 'file') return this.#file(schema)
    if (schema.enum !== undefined) return union(schema.enum.map(literal))
    if (schema.const !== undefined) return literal(schema.const)
    const parts = [
      ...(schema.$ref === undefined ? [] : [this.#reference(schema.$ref, within)]),
      ...(schema.allOf ?? []).map((part) => this.print(part, within)),
      ...[schema.anyOf, schema.oneOf].flatMap((branches) =>
        branches === undefined ? [] : [union(branches.map((branch) => this.print(branch, within)))],
      ),
      ...(schema.type === undefined && schema.properties === undefined ? [] : [this.#own(schema, within)]),
    ]
    const known = [...new Set(parts)].filter((part) => part !== 'unknown')
    return known.length < 2 ? (known[0] ?? 'unknown') : known.map(group).join(' & ')
  }

  #file(schema: Schema): string {
    const file = this.#direction === 'input' ? 'FileInput' : 'FileValue'
    return typesOf(schema).includes('null') ? `${file} | null` : file
  }

  #reference(reference: string, within: readonly string[]): string {
    const target = lookUp(reference, this.#root)
    return target === undefined || within.includes(reference) ? 'unknown' : this.print(target, [...within, reference])
  }

  #own(schema: Schema, within: readonly string[]): string {
    const types = schema.type === undefined ? ['object'] : typesOf(schema)
    return union(types.map((type) => this.#ofType(type, schema, within)))
  }

  #ofType(type: string, schema: Schema, within: readonly string[]): string {
    if (type === 'array') return this.#list(schema, within)
    if (type === 'object') return this.#record(schema, within)
    return type === 'integer' ? 'number' : plain.has(type) ? type : 'unknown'
  }

  #list({ prefixItems, items }: Schema, within: readonly string[]): string {
    const rest = items === undefined ? undefined : this.print(items, within)
    if (prefixItems === undefined) return `${group(rest ?? 'unknown')}[]`
    const places = prefixItems.map((item) => this.print(item, within))
    return `[${[...places, ...(rest === undefined ? [] : [`...${group(rest)}[]`])].join(', ')}]`
  }

  #record({ properties = {}, required = [], additionalProperties }: Schema, within: readonly string[]): string {
    const others =
      typeof additionalProperties === 'object' ? this.print(additionalProperties, within) : additionalProperties
    const fields = Object.entries(properties).map(([name, schema]) => {
      const optional = !required.includes(name)
      return `${propertyKey(name)}${optional ? '?' : ''}: ${this.print(schema, within)}`
    })
    if (fields.length === 0)
      return others === false
        ? 'Record<string, never>'
        : `Record<string, ${typeof others === 'string' ? others : 'unknown'}>`
    // An index signature must hold for the named properties too, so it promises nothing.
    return `{ ${[...fields, ...(typeof others === 'string' ? ['[key: string]: unknown'] : [])].join('; ')} }`
  }
}

const plain = new Set(['string', 'number', 'boolean', 'null'])

const literal = (value: unknown): string =>
  value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)
    ? JSON.stringify(value)
    : 'unknown'

const union = (types: readonly string[]): string => {
  const all = [...new Set(types.flatMap((type) => (type.endsWith(' | null') ? [type.slice(0, -7), 'null'] : [type])))]
  return all.length === 0 || all.includes('unknown') ? 'unknown' : all.join(' | ')
}

/** Parentheses round a union or intersection that another type is built upon. */
const group = (type: string): string => {
  let depth = 0
  for (const [token] of type.matchAll(/"(?:\\.|[^"\\])*"|[[\]{}()<>]| [|&] /g)) {
    if (token.startsWith(' ') && depth === 0) return `(${type})`
    if ('[{(<'.includes(token)) depth += 1
    if (']})>'.includes(token)) depth -= 1
  }
  return type
}
