/** One place of a pattern: a test of one letter, or any number of any letters. */
type Token = ((letter: string) => boolean) | 'many'

const codeOf = (letter: string): number => letter.codePointAt(0) ?? 0

/** The set that begins at `start`, behind its `[`; undefined when nothing closes it, for then `[` is a letter. */
const readSet = (letters: readonly string[], start: number): { token: Token; end: number } | undefined => {
  const negated = letters[start] === '!'
  const first = negated ? start + 1 : start
  // A `]` in the first place belongs to the set.
  const end = letters.indexOf(']', first + 1)
  if (end === -1) return undefined
  const ranges: (readonly [from: number, to: number])[] = []
  for (let at = first; at < end; at++) {
    const from = codeOf(letters[at] ?? '')
    const isRange = letters[at + 1] === '-' && at + 2 < end
    ranges.push([from, isRange ? codeOf(letters[at + 2] ?? '') : from])
    if (isRange) at += 2
  }
  const within = (code: number): boolean => ranges.some(([from, to]) => code >= from && code <= to)
  return { token: (letter) => within(codeOf(letter)) !== negated, end }
}

const read = (pattern: string): Token[] => {
  const letters = Array.from(pattern)
  const tokens: Token[] = []
  for (let at = 0; at < letters.length; at++) {
    const wanted = letters[at] ?? ''
    if (wanted === '*') {
      if (tokens.at(-1) !== 'many') tokens.push('many')
      continue
    }
    const set = wanted === '[' ? readSet(letters, at + 1) : undefined
    if (set !== undefined) at = set.end
    tokens.push(set?.token ?? (wanted === '?' ? () => true : (letter) => letter === wanted))
  }
  return tokens
}

/** Whether the tokens take the whole text. Only the last `*` is ever tried again, so the work is at most text × pattern. */
const fits = (tokens: readonly Token[], text: string): boolean => {
  const letters = Array.from(text)
  let at = 0
  let place = 0
  let star: { readonly place: number; at: number } | undefined
  while (at < letters.length) {
    const token = tokens[place]
    if (token === 'many') star = { place: place++, at }
    else if (token?.(letters[at] ?? '') === true) {
      at++
      place++
    } else if (star !== undefined) {
      place = star.place + 1
      at = ++star.at
    } else return false
  }
  while (tokens[place] === 'many') place++
  return place === tokens.length
}

/**
 * A test of names by a pattern of Python's `fnmatch.fnmatchcase`: `*` any text, slashes too, `?` a letter, `[a-z]` one of
 * these, `[!a-z]` none of these. A pattern that ends with `/` is for all below that folder, as Python's client has it.
 */
export const glob = (pattern: string): ((name: string) => boolean) => {
  const tokens = read(pattern.endsWith('/') ? `${pattern}*` : pattern)
  return (name) => fits(tokens, name)
}
