import { HfnError } from './error.ts'
import { oneLine } from './secret.ts'

/** Bytes a body may have when it is read as a whole: 64 MiB. */
export const defaultLimit = 64 * 1024 * 1024

export const tooLarge = (url: string, limit: number): HfnError =>
  new HfnError('TOO_LARGE', `The answer of ${url} is larger than ${limit} bytes`, {
    hint: 'Read it as a stream, or allow more.',
  })

const utf8 = new TextDecoder()

/** Bytes as text: UTF-8, a byte order mark dropped, what is not UTF-8 replaced. */
export const decode = (bytes: Uint8Array): string => utf8.decode(bytes)

export const join = (pieces: readonly Uint8Array[], size: number): Uint8Array => {
  if (pieces.length === 1 && pieces[0]) return pieces[0]
  const whole = new Uint8Array(size)
  let offset = 0
  for (const piece of pieces) {
    whole.set(piece, offset)
    offset += piece.length
  }
  return whole
}

/** A whole body; TOO_LARGE as soon as it is above `limit` bytes. */
export const collect = async (body: AsyncIterable<Uint8Array>, url: string, limit: number): Promise<Uint8Array> => {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of body) {
    size += piece.length
    if (size > limit) throw tooLarge(url, limit)
    pieces.push(piece)
  }
  return join(pieces, size)
}

/** What it means that a body to send could not be read. */
export const unreadable = (cause: unknown): HfnError =>
  HfnError.is(cause)
    ? cause
    : new HfnError('FILE_FAILED', `The body to send cannot be read: ${oneLine(String(cause))}`, { cause })
