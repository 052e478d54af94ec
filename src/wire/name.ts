import { textOf } from './json.ts'

const longest = 80

/** A name given by the app, if it can be shown and typed: short, and free of control characters. */
export const givenName = (name: unknown): string | undefined => {
  const text = textOf(name)
  return text !== undefined && text.length <= longest && /^[^\p{C}\p{Zl}\p{Zp}]+$/u.test(text) ? text : undefined
}

/** A label a person wrote; Gradio makes up `parameter_45` and `value_45` from the component where there is none. */
export const givenLabel = (label: unknown): string | undefined => {
  const text = textOf(label)?.trim()
  return text === undefined || text === '' || /^(parameter|value)_\d+$/.test(text) ? undefined : text
}

/**
 * A label as a name in snake_case: `Duration, in, seconds` is `duration_in_seconds`. Accents are dropped; undefined when
 * nothing of the alphabet remains.
 */
export const nameFromLabel = (label: string): string | undefined => {
  const letters = label.slice(0, longest).normalize('NFKD').replace(/\p{M}/gu, '')
  // Up and down again spells out ß and the like.
  return letters
    .toUpperCase()
    .toLowerCase()
    .match(/[a-z0-9]+/g)
    ?.join('_')
}

/** Gives every name asked for once: the second `file` becomes `file_2`. */
export const uniqueNames = (): ((wanted: string) => string) => {
  const taken = new Set<string>()
  const last = new Map<string, number>()
  return (wanted) => {
    let name = wanted
    let count = last.get(wanted) ?? 1
    while (taken.has(name)) {
      count += 1
      name = `${wanted}_${count}`
    }
    last.set(wanted, count)
    taken.add(name)
    return name
  }
}
