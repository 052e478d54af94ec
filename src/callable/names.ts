/** A name without case, dashes, underscores and slashes: `/Negative-Prompt` and `negative_prompt` fold alike. */
export const fold = (name: string): string => name.replace(/[-_/]/g, '').toLowerCase()

/** The one of `names` that is meant: the exact one, else the only one that folds alike. */
export const matchName = (wanted: string, names: Iterable<string>): string | undefined => {
  const all = [...names]
  if (all.includes(wanted)) return wanted
  const folded = fold(wanted)
  const alike = all.filter((name) => fold(name) === folded)
  return alike.length === 1 ? alike[0] : undefined
}

/** The name most like the wanted one, when it is like it at all: about one letter in three may differ. */
export const nearest = (wanted: string, names: Iterable<string>): string | undefined => {
  const folded = fold(wanted).slice(0, longest)
  let best: string | undefined
  let least = Infinity
  for (const name of names) {
    const candidate = fold(name).slice(0, longest)
    const allowed = Math.max(1, Math.floor(Math.max(folded.length, candidate.length) / 3))
    if (Math.abs(folded.length - candidate.length) > allowed) continue
    const distance = editDistance(folded, candidate)
    if (distance <= allowed && distance < least) [best, least] = [name, distance]
  }
  return best
}

/** The command-line flag of a parameter, without its dashes: `negative_prompt` gives `negative-prompt`. */
export const flagName = (name: string): string =>
  name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'argument'

/** Letters compared; names beyond are told apart by their beginnings. */
const longest = 64

/** Letters to insert, remove, change or swap with their neighbour to make one text the other. */
const editDistance = (from: string, to: string): number => {
  let before: number[] = []
  let above = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let row = 1; row <= from.length; row++) {
    const line = [row]
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1]
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      line[column] = Math.min(
        (line[column - 1] ?? Infinity) + 1,
        (above[column] ?? Infinity) + 1,
        (above[column - 1] ?? Infinity) + (same ? 0 : 1),
        swapped ? (before[column - 2] ?? Infinity) + 1 : Infinity,
      )
    }
    before = above
    above = line
  }
  return above[to.length] ?? Infinity
}
