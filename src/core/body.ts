import { HfnError } from './error.ts'
import { oneLine } from './secret.ts'

/** Bytes a body may have when it is read as a whole: 64 MiB. */
export const defaultLimit = 64 * 1024 * 1024

export const tooLarge = (url: string, limit: number): HfnError =>
  new HfnError('TOO_LARGE', `The answer of ${url} is larger than ${limit} bytes`, {
    hint: 'Read it as a stream, or allow more.',
  })

/** Milliseconds a body may take that is read as a whole: bytes that come one by one would keep us for ever. */
const longestRead = 300_000

export const tooSlow = (url: string): HfnError =>
  new HfnError('TIMEOUT', `The answer of ${url} did not come to its end within ${longestRead / 1000} s`, {
    hint: 'Try again; the other side or the network is slow.',
  })

/** Says whether the time for a whole body is up; it begins now. */
export const timeForAll = (): (() => boolean) => {
  const end = performance.now() + longestRead
  return () => performance.now() > end
}

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

/** A whole body. @throws TOO_LARGE as soon as it is above `limit` bytes, TIMEOUT when it takes more than five minutes */
export const collect = async (body: AsyncIterable<Uint8Array>, url: string, limit: number): Promise<Uint8Array> => {
  const pieces: Uint8Array[] = []
  let size = 0
  const isLate = timeForAll()
  for await (const piece of body) {
    size += piece.length
    if (size > limit) throw tooLarge(url, limit)
    if (isLate()) throw tooSlow(url)
    pieces.push(piece)
  }
  return join(pieces, size)
}

/** What it means that a body to send could not be read. */
export const unreadable = (cause: unknown): HfnError =>
  HfnError.is(cause)
    ? cause
    : new HfnError('FILE_FAILED', `The body to send cannot be read: ${oneLine(String(cause))}`, { cause })
