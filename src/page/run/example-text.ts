import { readWireFile } from '../../wire/file-data.ts'

const longest = 60

/** A value in a few characters. */
export const exampleText = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (readWireFile(value)?.orig_name ?? JSON.stringify(value) ?? '')
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text
}
