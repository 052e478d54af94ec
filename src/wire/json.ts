/** What `JSON.parse` gives for `{…}`. */
export type JsonObject = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

export const numberOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** A property of its own, whatever it is called: `constructor` and `__proto__` are names like others. */
export const ownValue = (value: unknown, key: string): unknown =>
  isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined

/** Nothing real nests deeper; what does is left as it is. */
const deepest = 64

/**
 * Replaces objects anywhere in a JSON value: where `replace` gives undefined the object stays and its own values are looked at.
 * The input is never changed, and whatever needs no change is shared with it.
 */
export const replaceObjects = (
  value: unknown,
  replace: (object: JsonObject) => unknown,
  depth: number = deepest,
): unknown => {
  if (typeof value !== 'object' || value === null || depth === 0) return value
  if (Array.isArray(value)) {
    let copy: unknown[] | undefined
    for (let index = 0; index < value.length; index++) {
      const before: unknown = value[index]
      const after = replaceObjects(before, replace, depth - 1)
      if (after !== before) (copy ??= [...value])[index] = after
    }
    return copy ?? value
  }
  if (!isObject(value)) return value
  const replaced = replace(value)
  if (replaced !== undefined) return replaced
  let copy: Record<string, unknown> | undefined
  for (const key of Object.keys(value)) {
    const after = replaceObjects(value[key], replace, depth - 1)
    if (after !== value[key]) (copy ??= { ...value })[key] = after
  }
  return copy ?? value
}
