/** The middle value, and the least and the greatest. */
export const spread = (/** @type {number[]} */ values) => {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = (sorted.length - 1) / 2
  return { median: (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2, least: sorted[0], most: sorted.at(-1) }
}
