import type { Schema } from '../core/schema.ts'
import type { Direction } from './print.ts'
import { resolve, typesOf } from './reference.ts'

/** Letters a list of choices may have. */
const longest = 40
/** Schemas within schemas, and branches of one. */
const deepest = 4
const most = 10

/** What values a schema takes, in the short form of a command's help: `1..50`, `photo|ink`, `file|url`, `text`. */
export const kindOf = (schema: Schema, direction: Direction = 'input'): string => {
  const kind = (schema: Schema, depth: number): string => {
    const meant = resolve(schema, root)
    const { enum: choices, anyOf, oneOf, allOf, items } = meant
    if (meant.format === 'file') return direction === 'input' ? 'file|url' : 'file'
    if (choices !== undefined) return short(choices.map(word))
    if (meant.const !== undefined) return word(meant.const)
    if (depth > deepest) return 'json'
    const branches = anyOf ?? oneOf ?? (meant.type === undefined ? allOf : undefined)
    if (branches !== undefined) return either(branches.slice(0, most).map((branch) => kind(branch, depth + 1)))
    return either(
      typesOf(meant).map((type) => {
        if (type === 'number' || type === 'integer') return range(meant, type)
        return type === 'array' && items !== undefined ? `${kind(items, depth + 1)}...` : (words[type] ?? 'json')
      }),
    )
  }
  const root = schema
  return kind(schema, 0)
}

const words: Readonly<Record<string, string>> = { string: 'text', boolean: 'true|false', null: 'null' }

const range = ({ minimum, maximum }: Schema, type: string): string =>
  minimum === undefined && maximum === undefined ? type : `${minimum ?? ''}..${maximum ?? ''}`

/** Null is no answer to "what may I give?" unless it is the only one. */
const either = (kinds: readonly string[]): string => {
  const some = [...new Set(kinds)].filter((kind) => kind !== 'null')
  return some.join('|') || kinds[0] || 'value'
}

const word = (choice: unknown): string => (typeof choice === 'string' ? choice : JSON.stringify(choice))

const short = (choices: readonly string[]): string => {
  const all = choices.join('|')
  if (all.length <= longest) return all
  const cut = all.lastIndexOf('|', longest)
  return cut < 1 ? 'choice' : `${all.slice(0, cut)}|…`
}
