/** What a style attribute is called until the page applies it. */
export const asideName = 'data-style'

/** What an attribute is called instead, when a strict policy complains of it; undefined for all others. */
const otherName = (name: string): string | undefined => {
  if (name === 'style') return asideName
  return name.startsWith('on') ? `data-${name}` : undefined
}

const isLetter = (character: string): boolean => /[a-z]/i.test(character)
const isBlank = (character: string): boolean => /\s/.test(character)

/** The end of an attribute's name that begins here. */
const nameEnd = (html: string, from: number): number => {
  let at = from
  while (at < html.length && !isBlank(html.charAt(at)) && !'=/>'.includes(html.charAt(at))) at += 1
  return at
}

/** The end of a value that begins after `=`, in quotes or without. */
const valueEnd = (html: string, from: number): number => {
  let at = from
  while (at < html.length && isBlank(html.charAt(at))) at += 1
  const quote = html.charAt(at)
  if (quote === '"' || quote === "'") {
    const end = html.indexOf(quote, at + 1)
    return end < 0 ? html.length : end + 1
  }
  while (at < html.length && !isBlank(html.charAt(at)) && html.charAt(at) !== '>') at += 1
  return at
}

/**
 * Renames style and event attributes of HTML before it is parsed: a strict policy complains of each that a parser meets.
 * One pass; where it errs, the policy still refuses what they say.
 */
export const quietAttributes = (html: string): string => {
  const parts: string[] = []
  let taken = 0
  let at = html.indexOf('<')
  while (at >= 0 && at < html.length) {
    if (!isLetter(html.charAt(at + 1))) {
      at = html.indexOf('<', at + 1)
      continue
    }
    at = nameEnd(html, at + 1)
    while (at < html.length && html.charAt(at) !== '>') {
      const start = at
      at = nameEnd(html, at)
      const other = otherName(html.slice(start, at).toLowerCase())
      if (other !== undefined) {
        parts.push(html.slice(taken, start), other)
        taken = at
      }
      if (html.charAt(at) === '=') at = valueEnd(html, at + 1)
      else if (at === start) at += 1
    }
    at = html.indexOf('<', at)
  }
  return parts.join('') + html.slice(taken)
}
