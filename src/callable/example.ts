import type { Schema } from '../core/schema.ts'
import { oneLine } from '../core/secret.ts'
import type { Callable, Parameter } from './callable.ts'
import { check } from './check.ts'
import { flagName } from './names.ts'
import { resolve, typesOf } from './reference.ts'

/** Letters an example may have; a longer one teaches nobody. */
const longest = 100
/** Parameters an example shows although they may be left out, until it shows so many. */
const enough = 2
/** Letters of a value made up out of a schema. */
const widest = 1_000
/** Schemas within schemas, and schemas in all; a stranger's schema may ask for endless work. */
const deepest = 8
const most = 200

/** The words of a command line that would run the callable: every required parameter, and some of the others. */
export const exampleWords = ({ input }: Callable): string[] => {
  let shown = input.filter(({ required }) => required).length
  return input.flatMap((parameter) => {
    const value = exampleValue(parameter.schema)
    if (!parameter.required && (shown >= enough || value === null || isFile(parameter.schema))) return []
    if (!parameter.required) shown += 1
    return flag(parameter, value)
  })
}

/** A value a person might give: an example or default of the schema, a choice, or a usual value of its type. */
export const exampleValue = (schema: Schema): unknown => example(schema, { root: schema, made: 0 }, 0)

interface Making {
  readonly root: Schema
  made: number
}

const example = (schema: Schema, making: Making, depth: number): unknown => {
  const { root } = making
  const meant = resolve(schema, root)
  if (depth > deepest || (making.made += 1) > most) return null
  const given = [...(meant.examples ?? []), meant.default].find((value) => isGood(value, meant, root))
  if (given !== undefined) return given
  const { enum: choices = [], anyOf = [], oneOf = [], allOf = [] } = meant
  const [choice] = choices
  if (choice !== undefined || meant.const !== undefined) return choice ?? meant.const
  if (isFile(meant)) return fileName(meant.contentMediaType)
  const branch = [...anyOf, ...oneOf, ...allOf].find((part) => !typesOf(resolve(part, root)).includes('null'))
  if (branch !== undefined) return example(branch, making, depth + 1)
  const type = typesOf(meant)[0] ?? (meant.properties === undefined ? 'string' : 'object')
  return usual[type]?.(meant, (part) => example(part, making, depth + 1)) ?? null
}

const usual: Readonly<Record<string, (schema: Schema, inside: (part: Schema) => unknown) => unknown>> = {
  string: () => 'hello',
  boolean: () => true,
  number: ({ minimum = 1, maximum = Infinity }) => Math.min(Math.max(1, minimum), maximum),
  integer: ({ minimum = 1, maximum = Infinity }) => Math.min(Math.max(1, Math.ceil(minimum)), maximum),
  array: ({ items = {}, prefixItems }, inside) => (prefixItems ?? [items]).map(inside),
  object: ({ properties = {}, required = [] }, inside) =>
    Object.fromEntries(
      Object.entries(properties)
        .filter(([name]) => required.includes(name))
        .map(([name, part]) => [name, inside(part)]),
    ),
}

const flag = ({ name }: Parameter, value: unknown): string[] => {
  const flag = `--${flagName(name)}`
  if (typeof value === 'boolean') return [value ? flag : `--no-${flagName(name)}`]
  const text = oneLine(typeof value === 'string' ? value : (addressOf(value) ?? JSON.stringify(value)), widest)
  return text.startsWith('-') ? [`${flag}=${text}`] : [flag, text]
}

/** Where a file is that stands as FileData in a schema's example. */
const addressOf = (value: unknown): string | undefined => {
  if (typeof value !== 'object' || value === null || !('path' in value)) return undefined
  const place = 'url' in value && typeof value.url === 'string' ? value.url : value.path
  return typeof place === 'string' ? place : undefined
}

/** Short, right, and not read by the command line as something else (`-` and `@file`). */
const isGood = (value: unknown, schema: Schema, root: Schema): boolean => {
  if (value === undefined || value === null || value === '' || check(schema, value, '', root).length > 0) return false
  return typeof value === 'string'
    ? value.length <= longest && value !== '-' && !value.startsWith('@')
    : JSON.stringify(value).length <= longest || addressOf(value) !== undefined
}

const isFile = ({ format, anyOf = [] }: Schema): boolean =>
  format === 'file' || anyOf.some((branch) => branch.format === 'file')

const fileName = (mediaType = ''): string => fileNames[mediaType.split('/')[0] ?? ''] ?? 'file.txt'

const fileNames: Readonly<Record<string, string>> = { image: 'cat.png', audio: 'voice.wav', video: 'clip.mp4' }
