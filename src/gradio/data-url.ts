import { HfnError } from '../core/error.ts'

export interface DataUrl {
  readonly type: string
  readonly bytes: Uint8Array
}

export const isDataUrl = (text: string): boolean => /^data:/i.test(text)

/** The media type a `data:` URL says it has. */
export const dataUrlType = (url: string): string => /^data:([^;,]+)/i.exec(url)?.[1] ?? 'text/plain'

const bytesOf = (binary: string): Uint8Array => {
  const bytes = new Uint8Array(binary.length)
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index)
  return bytes
}

const percentDecoded = (text: string): Uint8Array => {
  const source = new TextEncoder().encode(text)
  const bytes = new Uint8Array(source.length)
  let length = 0
  for (let at = 0; at < source.length; at++) {
    const hex = source[at] === 0x25 ? String.fromCharCode(source[at + 1] ?? 0, source[at + 2] ?? 0) : ''
    const coded = /^[0-9a-f]{2}$/i.test(hex)
    bytes[length++] = coded ? Number.parseInt(hex, 16) : (source[at] ?? 0)
    if (coded) at += 2
  }
  return bytes.subarray(0, length)
}

/** Reads a `data:` URL (RFC 2397); BAD_FILE when it is none. */
export const readDataUrl = (url: string): DataUrl => {
  const comma = url.indexOf(',')
  const head = comma < 0 ? '' : url.slice(5, comma).trim()
  const base64 = /;\s*base64$/i.test(head)
  const type = head.replace(/;\s*base64$/i, '') || 'text/plain'
  try {
    if (comma < 0) throw new SyntaxError('no comma')
    const text = url.slice(comma + 1)
    // Percent signs are none of base64's, so most images are spared a decoding of their whole text.
    if (base64) return { type, bytes: bytesOf(atob(text.includes('%') ? decodeURIComponent(text) : text)) }
    return { type, bytes: percentDecoded(text) }
  } catch (cause) {
    throw new HfnError('BAD_FILE', `Not a data URL: ${url.slice(0, 40)}…`, {
      hint: 'It reads data:image/png;base64,… or data:text/plain,…',
      cause,
    })
  }
}

/** Bytes as a stream of one piece. */
export async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** Writes bytes as a `data:` URL. */
export const writeDataUrl = ({ type, bytes }: DataUrl): string => {
  let binary = ''
  // In slices, since a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return `data:${type};base64,${btoa(binary)}`
}
