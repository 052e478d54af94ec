import { isObject } from '../../../wire/json.ts'

/** Piece of code that stands in a value as it is, such as a call. */
export class Code {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** How a language writes what JSON writes differently. */
export interface Writing {
  readonly null: string
  readonly true: string
  readonly false: string
  readonly key: (name: string) => string
  readonly string: (text: string) => string
}

/** Letters a list or an object may have in one line. */
const widest = 72

/** A JSON value as a literal of a language; long ones go over several lines. */
export const literal = (value: unknown, writing: Writing, indent = ''): string => {
  if (value instanceof Code) return value.text
  if (typeof value === 'string') return writing.string(value)
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  if (typeof value === 'boolean') return value ? writing.true : writing.false
  const inner = `${indent}  `
  if (Array.isArray(value))
    return enclosed(
      '[]',
      value.map((entry) => literal(entry, writing, inner)),
      indent,
    )
  if (!isObject(value)) return writing.null
  const entries = Object.entries(value).map(([key, entry]) => `${writing.key(key)}: ${literal(entry, writing, inner)}`)
  return enclosed('{}', entries, indent)
}

const enclosed = (marks: string, parts: readonly string[], indent: string): string => {
  const [open = '', close = ''] = marks
  if (parts.length === 0) return marks
  const space = open === '{' ? ' ' : ''
  const line = open + space + parts.join(', ') + space + close
  if (line.length + indent.length <= widest && !line.includes('\n')) return line
  return `${open}\n${parts.map((part) => `${indent}  ${part},\n`).join('')}${indent}${close}`
}

const quoted = (text: string): string =>
  `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`

const javaScriptName = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u

export const javaScript: Writing = {
  null: 'null',
  true: 'true',
  false: 'false',
  string: quoted,
  // As a literal it would set the prototype instead.
  key: (name) => (name === '__proto__' ? "['__proto__']" : javaScriptName.test(name) ? name : quoted(name)),
}

export const python: Writing = {
  null: 'None',
  true: 'True',
  false: 'False',
  string: (text) => JSON.stringify(text),
  key: (name) => JSON.stringify(name),
}

/** One word for a POSIX shell. */
export const shellWord = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
