const words: ReadonlyMap<unknown, string> = new Map([
  [null, 'None'],
  [undefined, 'None'],
  [true, 'True'],
  [false, 'False'],
])

const quoted = (text: string): string => (/[\\'\p{C}\p{Zl}\p{Zp}]/u.test(text) ? JSON.stringify(text) : `'${text}'`)

/** A JSON value as Python writes it. */
export const pythonText = (value: unknown): string => {
  const word = words.get(value)
  if (word !== undefined) return word
  if (typeof value === 'string') return quoted(value)
  if (Array.isArray(value)) return `[${value.map(pythonText).join(', ')}]`
  if (typeof value !== 'object' || value === null) return String(value)
  return `{${Object.entries(value)
    .map(([key, part]) => `${quoted(key)}: ${pythonText(part)}`)
    .join(', ')}}`
}
