/** Characters that take two columns: those Unicode calls wide (UAX #11), and emoji. */
const wide =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{17000}-\u{18DFF}\u{1B000}-\u{1B2FF}\u{1F300}-\u{1F6FF}\u{1F900}-\u{1FAFF}\u{20000}-\u{3FFFD}]|\p{Emoji_Presentation}/u

/** Characters that stand on the one before them, or are not seen. */
const none = /[\p{Mn}\p{Me}\u200B-\u200D]/u

const widthOf = (character: string): number => {
  if (character < '\u0300') return 1
  if (none.test(character)) return 0
  return wide.test(character) ? 2 : 1
}

/** The columns of a terminal that a text takes. */
export const columnsOf = (text: string): number => {
  let sum = 0
  for (const character of text) sum += widthOf(character)
  return sum
}

/** As much of a text as fits the columns; what was cut ends with an ellipsis. */
export const fit = (text: string, columns: number): string => {
  let used = 0
  let kept = ''
  for (const character of text) {
    used += widthOf(character)
    if (used > columns) return `${kept}…`
    if (used < columns) kept += character
  }
  return text
}

/** A text cut or filled with blanks to so many columns; at the right end of them when `right`. */
export const filled = (text: string, columns: number, right = false): string => {
  const cut = fit(text, columns)
  const blanks = ' '.repeat(Math.max(0, columns - columnsOf(cut)))
  return right ? blanks + cut : cut + blanks
}
