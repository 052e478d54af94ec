/** One parameter as a function's source text tells it. */
export interface SourceParameter {
  /** Absent where the parameter is taken apart, as in `({ signal })`. */
  readonly name?: string | undefined
  /** It takes all arguments that are left. */
  readonly rest: boolean
  /** True when the function has a default of its own. */
  readonly optional: boolean
  /** The default, where it is a literal text, number, true, false or null. */
  readonly default?: unknown
}

/** The parameters of a function as its author wrote them; none for a function without source. */
export const sourceParameters = (fn: (...given: never[]) => unknown): SourceParameter[] =>
  parametersIn(Function.prototype.toString.call(fn))

/** The parameters in a function's source text. */
export const parametersIn = (source: string): SourceParameter[] => {
  const alone = /^(?:async\s+)?([\p{L}_$][\p{L}\p{N}_$]*)\s*=>/u.exec(source)
  return (alone === null ? listed(source) : [alone[1] ?? '']).map(read)
}

const read = (text: string): SourceParameter => {
  const rest = text.startsWith('...')
  const pattern = /^[[{]/.test(text)
  const equals = pattern ? -1 : text.indexOf('=')
  const name = (equals < 0 ? text : text.slice(0, equals)).trim()
  const named = /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name) ? { name } : {}
  if (equals < 0) return { ...named, rest, optional: false }
  const value = literal(text.slice(equals + 1).trim())
  return { ...named, rest, optional: true, ...(value === undefined ? {} : { default: value }) }
}

const literal = (text: string): unknown => {
  const quoted = /^'([^'\\]*)'$|^`([^`\\$]*)`$/.exec(text)
  if (quoted !== null) return quoted[1] ?? quoted[2]
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? undefined : value
  } catch {
    return undefined
  }
}

const opening = '([{'
const closing = ')]}'

/** The texts between the commas of the first brackets, comments left out. */
const listed = (source: string): string[] => {
  const texts: string[] = []
  let text = ''
  let depth = 0
  for (let at = source.indexOf('('); at >= 0 && at < source.length;) {
    const end = skipped(source, at)
    const piece = source.slice(at, end)
    at = end
    if (opening.includes(piece)) depth += 1
    if (closing.includes(piece)) depth -= 1
    const over = depth === 0
    if (over || (depth === 1 && piece === ',')) {
      if (text.trim() !== '') texts.push(text.trim())
      text = ''
      if (over) return texts
    } else if (!(depth === 1 && piece === '(' && text === '' && texts.length === 0) && !piece.startsWith('/'))
      text += piece
  }
  return []
}

/** Where the next piece of source ends: a string, a comment, or one character. */
const skipped = (source: string, at: number): number => {
  const character = source[at] ?? ''
  const two = source.slice(at, at + 2)
  if (two === '//') return endOf(source, '\n', at + 2)
  if (two === '/*') return endOf(source, '*/', at + 2)
  if (!`'"\``.includes(character)) return at + 1
  let end = at + 1
  while (end < source.length && source[end] !== character) end += source[end] === '\\' ? 2 : 1
  return end + 1
}

const endOf = (source: string, mark: string, from: number): number => {
  const found = source.indexOf(mark, from)
  return found < 0 ? source.length : found + mark.length
}
