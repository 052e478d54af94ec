/** How much of a growing Markdown text is sure not to change its look any more. */
export interface Settled {
  /** Pieces that each stand for themselves, in order. */
  readonly pieces: readonly string[]
  /** The text they were cut from, up to where the last of them ends. */
  readonly text: string
  /** Line that opened the code block in whose middle the rest begins. */
  readonly fence: string | undefined
}

export const nothingSettled: Settled = { pieces: [], text: '', fence: undefined }

/** Characters a piece has before a blank line may end it: fewer pieces are cheaper to keep, smaller ones to draw. */
const enough = 1_000
/** Characters after which a piece ends wherever it can, so that no frame has to draw more. */
const longest = 30_000

/** A line that cannot belong to what stands before the blank line above it: no indent, no list, no quotation. */
const fresh = /^(?![ \t>\r\n]|[-+*][ \t]|\d{1,9}[.)][ \t])/
const opening = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/

const closes = (line: string, fence: string): boolean => {
  const mark = opening.exec(fence)?.[1] ?? '```'
  const text = line.trim()
  return text.length >= mark.length && text === (mark[0] ?? '`').repeat(text.length)
}

/** Cuts off what has settled since; a text that did not grow out of the one before is cut anew. */
export const settle = (text: string, before: Settled = nothingSettled): Settled => {
  const known = text.startsWith(before.text) ? before : nothingSettled
  const pieces: string[] = []
  let { fence } = known
  let cut = known.text.length
  let at = cut
  let afterBlank = false

  /** The fence that is open when the current piece begins. */
  let openedBefore = fence
  const end = (place: number): void => {
    const closed = fence === undefined ? '' : `\n${opening.exec(fence)?.[1] ?? '```'}`
    pieces.push(reopened(openedBefore, text.slice(cut, place).replace(/\n$/, '')) + closed)
    cut = place
    openedBefore = fence
  }

  for (let next = text.indexOf('\n', at) + 1; next > 0; at = next, next = text.indexOf('\n', at) + 1) {
    const line = text.slice(at, next - 1)
    if (fence === undefined && afterBlank && at - cut >= enough && fresh.test(line)) end(at)
    if (fence !== undefined) fence = closes(line, fence) ? undefined : fence
    else if (opening.test(line)) fence = line
    afterBlank = line.trim() === ''
    if (next - cut >= longest) end(next)
  }
  while (text.length - cut > longest) end(wordEnd(text, cut + longest))
  return pieces.length === 0 && known === before
    ? before
    : { pieces: [...known.pieces, ...pieces], text: text.slice(0, cut), fence: openedBefore }
}

/** What has not settled, as Markdown that stands for itself. */
export const unsettled = (text: string, { text: { length }, fence }: Settled): string =>
  reopened(fence, text.slice(length))

const reopened = (fence: string | undefined, text: string): string => (fence === undefined ? text : `${fence}\n${text}`)

/** Characters a word is looked for in; what has none is cut anywhere but inside a character. */
const word = 200

const wordEnd = (text: string, place: number): number => {
  const space = text.lastIndexOf(' ', place)
  if (place - space < word) return space + 1
  return /[\uD800-\uDBFF]/.test(text[place - 1] ?? '') ? place - 1 : place
}
