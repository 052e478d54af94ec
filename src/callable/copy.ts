/** Lists within lists copied; what lies deeper is shared. */
const deepest = 64

/** Lists and plain objects anew, all the way down; everything else, and what is frozen, as it is. */
export const copy = <Value>(value: Value, depth = 0): Value => {
  if (typeof value !== 'object' || value === null || depth > deepest || Object.isFrozen(value)) return value
  const again = (part: unknown): unknown => copy(part, depth + 1)
  if (Array.isArray(value)) return value.map(again) as Value
  if (Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, again(part)])) as Value
}
