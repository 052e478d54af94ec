import type { IncomingMessage } from 'node:http'
import { HfnError } from '../../core/error.ts'
import type { Fetch } from '../../core/options.ts'
import { streamOf } from '../files/bytes.ts'
import { deadline, unlessAborted } from './deadline.ts'
import { pinnedRequest } from './pinned-request.ts'
import { addressesOf, webAddress, type PlaceOptions } from './public-place.ts'

export interface PublicFetchOptions extends PlaceOptions {
  /** Milliseconds without a byte; default 15,000. */
  readonly idle?: number | undefined
  /** Milliseconds for everything together; default 300,000. */
  readonly total?: number | undefined
}

/** Redirects that are followed. */
const hops = 10

const redirects: ReadonlySet<number | undefined> = new Set([301, 302, 303, 307, 308])

const failed = (why: string): HfnError =>
  new HfnError('BAD_FILE', `The URL cannot be fetched: ${why}`, { hint: 'Upload the file instead.' })

const late = (): HfnError => failed('it takes too long')

interface Way extends PublicFetchOptions {
  readonly signal: AbortSignal
}

/** Follows redirects to the answer; each hop is looked at like the first. */
const follow = async (start: URL, way: Way): Promise<IncomingMessage> => {
  let url = start
  for (let hop = 0; hop <= hops; hop++) {
    way.signal.throwIfAborted()
    const addresses = await unlessAborted(addressesOf(url.hostname, way), way.signal)
    const message = await pinnedRequest(url, { addresses, signal: way.signal, idle: way.idle ?? 15_000 })
    const { location } = message.headers
    if (!redirects.has(message.statusCode) || location === undefined) return message
    message.destroy()
    url = webAddress(location, url)
  }
  throw failed(`it redirects more than ${hops} times`)
}

/** What went wrong, in words for whoever gave the URL. */
const explained = (cause: unknown, signal: AbortSignal): unknown => {
  if (signal.aborted) return signal.reason
  if (HfnError.is(cause)) return cause
  const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : ''
  return failed(`the connection failed${code}`)
}

/**
 * Fetches from public web addresses only, by GET: the name is resolved once and the connection goes to the address that was
 * checked, at every hop; nothing is sent that could be a credential, and what comes compressed is refused.
 * BAD_FILE for all that is not public or does not answer.
 */
export const publicFetch =
  (options: PublicFetchOptions = {}): Fetch =>
  async (input, init) => {
    const { signal, end } = deadline(init?.signal, options.total ?? 300_000, late)
    try {
      const url = webAddress(input instanceof Request ? input.url : String(input))
      const message = await follow(url, { ...options, signal })
      const coding = message.headers['content-encoding'] ?? 'identity'
      if (coding !== 'identity') {
        message.destroy()
        throw failed('it comes compressed')
      }
      message.once('close', end)
      return answer(message, signal)
    } catch (cause) {
      end()
      throw explained(cause, signal)
    }
  }

/** The body as it comes; who stops reading it, or never begins, ends the connection. */
const contentOf = (message: IncomingMessage, signal: AbortSignal): AsyncIterable<Uint8Array> => {
  const chunks: AsyncIterator<Uint8Array> = message[Symbol.asyncIterator]()
  return {
    [Symbol.asyncIterator]: () => ({
      next: () =>
        chunks.next().catch((cause: unknown) => {
          throw explained(cause, signal)
        }),
      async return() {
        message.destroy()
        return { done: true, value: undefined }
      },
    }),
  }
}

const answer = (message: IncomingMessage, signal: AbortSignal): Response => {
  const { statusCode = 0, headers } = message
  const type = headers['content-type']
  if (statusCode === 200) {
    const body = streamOf(contentOf(message, signal))
    return new Response(body, type === undefined ? {} : { headers: { 'content-type': type } })
  }
  message.destroy()
  // Others than these cannot be the status of an answer.
  return new Response(null, { status: statusCode >= 400 && statusCode < 600 ? statusCode : 502 })
}
