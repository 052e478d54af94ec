import { HfnError } from '../../core/error.ts'

/** Bytes a name may have. */
const limit = 200

/** Control, direction and other unseen characters; what file systems, shells and URLs give a meaning to. */
const unwanted = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}<>:"/\\|?*#%`$!{}]/gu

/** What Windows takes for a device, whatever its extension. */
const device = /^(con|prn|aux|nul|(com|lpt)[0-9¹²³])\s*(\.|$)/i

const encoder = new TextEncoder()

/** The beginning of a text that has no more bytes than that. */
const cut = (text: string, bytes: number): string =>
  new TextDecoder().decode(encoder.encode(text).subarray(0, bytes)).replace(/\uFFFD+$/, '')

const withoutEnd = (name: string): string => {
  let end = name.length
  while (name[end - 1] === '.' || name[end - 1] === ' ') end -= 1
  return name.slice(0, end)
}

/** The name a caller gave to a file, as a plain name anywhere: one part, printable, at most 200 bytes; BAD_FILE for `.` and `..`. */
export const safeName = (given: string): string => {
  const last = given.slice(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1)
  if (/^\.+$/.test(last)) throw new HfnError('BAD_FILE', `No name for a file: ${JSON.stringify(last)}`, { status: 400 })
  // Windows drops dots and spaces at the end.
  const plain = withoutEnd(last.normalize('NFC').replace(unwanted, '').trim()) || 'file'
  const name = device.test(plain) ? `_${plain}` : plain
  const dot = name.lastIndexOf('.')
  const extension = dot > 0 && name.length - dot <= 20 ? name.slice(dot) : ''
  const stem = name.slice(0, name.length - extension.length)
  return cut(stem, limit - encoder.encode(extension).length) + extension
}
