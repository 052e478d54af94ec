import type { ClientRequest } from 'node:http'
import { unreadable } from './body.ts'
import { HfnError } from './error.ts'
import type { Exchange } from './exchange.ts'

/** Largest body that is handed over in one go; of a larger one the progress is watched. */
const inOneGo = 1024 * 1024
const slice = 256 * 1024

const slices = async function* (bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += slice) yield bytes.subarray(start, start + slice)
}

/** A body ready to go: whole, or in pieces; `length` in bytes, undefined when only the end will tell. */
export interface Outgoing {
  readonly whole?: string | Uint8Array | undefined
  readonly pieces?: (() => AsyncIterable<Uint8Array>) | undefined
  readonly length: number | undefined
}

/** The body of an exchange, as it is sent. */
export const outgoing = ({ body, length }: Exchange): Outgoing => {
  if (body === undefined) return { length: 0 }
  if (typeof body === 'function') return { pieces: body, length }
  if (typeof body === 'string') {
    const size = Buffer.byteLength(body)
    if (size <= inOneGo) return { whole: body, length: size }
    return { pieces: () => slices(Buffer.from(body)), length: size }
  }
  if (!(body instanceof Uint8Array)) return { pieces: () => body, length }
  return body.length <= inOneGo
    ? { whole: body, length: body.length }
    : { pieces: () => slices(body), length: body.length }
}

const bodiless: ReadonlySet<string> = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS'])

/** The headers as Node takes them fastest: name, value, name, value. */
export const headerList = ({ url, method, headers, compress }: Exchange, length: number | undefined): string[] => {
  const list = ['host', url.host, ...headers]
  if (compress && !headers.includes('accept-encoding')) list.push('accept-encoding', 'gzip, deflate, br')
  if (length === undefined) list.push('transfer-encoding', 'chunked')
  else if (length > 0 || !bodiless.has(method)) list.push('content-length', String(length))
  return list
}

const unequal = (sent: number, length: number): HfnError =>
  new HfnError('FILE_FAILED', `The body to send has ${sent} bytes where ${length} were announced`, {
    hint: 'It changed while it was sent; try again.',
  })

export interface Sending {
  readonly length: number | undefined
  /** False when nobody wants the rest. */
  readonly wanted: () => boolean
  /** The other side takes no more for now. */
  readonly stuck: () => void
  readonly moving: () => void
}

/**
 * Sends a body piece by piece, no faster than it is taken; true when all of it went.
 * Throws FILE_FAILED when it cannot be read or is not as long as announced.
 */
export const sendPieces = async (
  request: ClientRequest,
  pieces: () => AsyncIterable<Uint8Array>,
  { length, wanted, stuck, moving }: Sending,
): Promise<boolean> => {
  let wake = (): void => {}
  request.on('drain', () => wake()).on('close', () => wake())
  let sent = 0
  moving()
  try {
    for await (const piece of pieces()) {
      sent += piece.length
      if (length !== undefined && sent > length) throw unequal(sent, length)
      if (!wanted()) return false
      if (request.write(piece)) continue
      stuck()
      await new Promise<void>((resolve) => (wake = resolve))
      moving()
      if (!wanted()) return false
    }
  } catch (cause) {
    throw unreadable(cause)
  }
  if (length !== undefined && sent !== length) throw unequal(sent, length)
  return wanted()
}
