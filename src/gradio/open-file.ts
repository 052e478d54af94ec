import { HfnError, type ErrorCode } from '../core/error.ts'
import type { Answer, HttpRequest } from '../core/http.ts'
import { oneLine } from '../core/secret.ts'
import type { Connection } from './connection.ts'
import { isPrivateHost } from '../core/private-host.ts'

/** What is read, and until when. */
export interface Reading {
  /** For the error. */
  readonly name: string
  readonly signal?: AbortSignal | undefined
  /** The address comes from the user: it may lead into this computer's network, where an app has no business. */
  readonly anywhere?: boolean | undefined
}

/** A file whose content is there to be read, once. */
export interface OpenedFile {
  /** Its name, as far as only the content tells the extension. */
  readonly name: string
  /** Bytes, when known. */
  readonly size: number | undefined
  chunks(): AsyncIterable<Uint8Array>
}

export const openedFile = (name: string, answer: Answer): OpenedFile => {
  const length = Number(answer.header('content-length') ?? Number.NaN)
  return { name, size: Number.isSafeInteger(length) ? length : undefined, chunks: () => answer.chunks() }
}

/** The content of an opened file; TOO_LARGE when it has more than `limit` bytes. */
export async function* limited(opened: OpenedFile, limit: number): AsyncGenerator<Uint8Array> {
  const { name, size = 0 } = opened
  let received = 0
  for await (const chunk of opened.chunks()) {
    received += chunk.length
    if (received > limit || size > limit) {
      throw new HfnError('TOO_LARGE', `${JSON.stringify(name)} has more than ${limit} bytes`, {
        hint: 'Allow more with a higher limit.',
      })
    }
    yield chunk
  }
}

/** Whether a URL is on the app's own origin: only there do its credentials go. */
export const isOwn = (url: string, { base }: Pick<Connection, 'base'>): boolean =>
  URL.canParse(url) && new URL(url).origin === new URL(base).origin

/** The request for a file: with credentials at the app's own origin, without them elsewhere. */
const fileRequest = (connection: Connection, url: string, signal?: AbortSignal): HttpRequest => ({
  url,
  headers: { accept: '*/*', ...(isOwn(url, connection) ? connection.headers() : {}) },
  signal,
  // Each hop is looked at like the first address.
  redirect: 'manual',
})

const checkAddress = (connection: Connection, url: string, { name, anywhere = false }: Reading): void => {
  const shown = `${JSON.stringify(name)}: ${oneLine(url, 100)}`
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) {
    throw new HfnError('BAD_ANSWER', `The app gave no web address for ${shown}`, {
      hint: 'Tell the author of the app.',
    })
  }
  const inside = isPrivateHost(new URL(url)) && !isPrivateHost(new URL(connection.base))
  if (inside && !anywhere) {
    throw new HfnError('BAD_ANSWER', `The app points into your own network for ${shown}`, {
      hint: 'Fetch it yourself if you trust the app.',
    })
  }
}

const meanings: Readonly<Record<number, readonly [code: ErrorCode, reason: string, hint: string]>> = {
  401: ['LOGIN_NEEDED', 'a login is needed', 'Connect with a token or a user name and password.'],
  403: ['FORBIDDEN', 'the app does not hand it out', 'Its author can allow it with allowed_paths.'],
  404: [
    'NOT_FOUND',
    'it is not there any more',
    'Apps keep files for a while only: run the function again and save at once.',
  ],
  410: [
    'NOT_FOUND',
    'it is not there any more',
    'Apps keep files for a while only: run the function again and save at once.',
  ],
  429: ['RATE_LIMITED', 'too many requests', 'Wait, then try again.'],
}

/** Redirects followed for one file. */
const hops = 5

/** Opens a file of an app, or one an app points to; NOT_FOUND, FORBIDDEN, LOGIN_NEEDED or FILE_FAILED when it cannot be had. */
export const openFile = async (connection: Connection, address: string, reading: Reading): Promise<Answer> => {
  let url = address
  for (let hop = 0; ; hop++) {
    checkAddress(connection, url, reading)
    const answer = await connection.http(fileRequest(connection, url, reading.signal))
    if (answer.ok) return answer
    await answer.discard()
    const { status } = answer
    const location = status >= 300 && status < 400 && hop < hops ? answer.header('location') : undefined
    if (location !== undefined && URL.canParse(location, url)) {
      url = new URL(location, url).href
      continue
    }
    const [code, reason, hint] = meanings[status] ?? ['FILE_FAILED', 'the app failed to send it', 'Try again later.']
    throw new HfnError(code, `Cannot fetch ${JSON.stringify(reading.name)}: ${reason} (HTTP ${status})`, {
      hint,
      status,
    })
  }
}
