/** What Windows takes for a device, whatever its extension. */
const device = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)/i

/** Control bytes, line and direction marks, byte order marks, halves of characters: nothing a name needs to be read. */
const unseen = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu

/** Bytes a name may have; most file systems end at 255, and a number may have to be added. */
const limit = 200

const bytesOf = (text: string): number => new TextEncoder().encode(text).length

const cut = (text: string, bytes: number): string => {
  let kept = ''
  let used = 0
  for (const character of text) {
    used += bytesOf(character)
    if (used > bytes) break
    kept += character
  }
  return kept
}

/** Stem and extension (with its dot) of a file's name. */
export const splitName = (name: string): readonly [stem: string, extension: string] => {
  const dot = name.lastIndexOf('.')
  return dot <= 0 || name.length - dot > 20 ? [name, ''] : [name.slice(0, dot), name.slice(dot)]
}

/** The last part of a path or URL path of any system. */
export const baseName = (path: string): string =>
  path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)

/** A name a stranger gave, as a file of any system may be called: one part, nothing unseen, no hidden file, no device, at most 200 bytes. */
export const cleanName = (given: string, otherwise = 'file'): string => {
  const shown = baseName(given)
    .replace(unseen, '')
    .replace(/[<>:"|?*]/g, '_')
  const trimmed = shown.replace(/^[\s.]+|[\s.]+$/g, '') || otherwise
  const name = device.test(trimmed) ? `_${trimmed}` : trimmed
  if (bytesOf(name) <= limit) return name
  const [stem, extension] = splitName(name)
  return cut(stem, limit - bytesOf(extension)).trimEnd() + extension
}
