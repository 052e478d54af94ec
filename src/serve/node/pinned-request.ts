import { request as plainRequest, type IncomingMessage } from 'node:http'
import { request as secureRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import { HfnError } from '../../core/error.ts'

export interface Address {
  readonly address: string
  /** 4 or 6. */
  readonly family: number
}

interface PinnedOptions {
  /** Where the connection may go, whatever the name means by then. */
  readonly addresses: readonly Address[]
  readonly signal: AbortSignal
  /** Milliseconds without a byte. */
  readonly idle: number
}

const pinned =
  (addresses: readonly Address[]): LookupFunction =>
  (_, { all }, callback) => {
    const [first] = addresses
    if (all === true) callback(null, [...addresses])
    else callback(null, first?.address ?? '', first?.family)
  }

const silent = (): HfnError =>
  new HfnError('BAD_FILE', 'The URL cannot be fetched: its server fell silent', { hint: 'Upload the file instead.' })

/** One GET to the addresses given, under the name of the URL; no connection is used again. Its body is not read yet. */
export const pinnedRequest = (url: URL, { addresses, signal, idle }: PinnedOptions): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? secureRequest : plainRequest
    const headers = { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'hfn' }
    const request = send(url, { agent: false, headers, lookup: pinned(addresses), signal, timeout: idle })
    let answer: IncomingMessage | undefined
    request.on('response', (message) => {
      answer = message
      resolve(message)
    })
    // Whoever reads the answer by then is told why it ends.
    request.on('timeout', () => (answer ?? request).destroy(silent()))
    request.on('error', reject)
    request.end()
  })
