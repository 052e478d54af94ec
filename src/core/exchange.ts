import { HfnError } from './error.ts'
import type { Answer, HttpOptions, HttpRequest, Timeouts } from './http-contract.ts'
import { oneLine, redactUrl } from './secret.ts'

/** Headers as name, value, name, value; names in lower case. A list costs a fraction of an object born per request. */
export type HeaderList = readonly string[]

/** One request as it goes over the wire, to one address: complete and checked. */
export interface Exchange {
  readonly method: string
  /** Without user and password; they became a header. */
  readonly url: URL
  readonly headers: HeaderList
  readonly body: HttpRequest['body']
  readonly length: number | undefined
  readonly timeouts: Timeouts
  readonly signal: AbortSignal | undefined
  readonly compress: boolean
  readonly background: boolean
}

/** Why no answer came. */
export interface Failure {
  readonly error: HfnError
  /** A connection stood: something may have been sent. */
  readonly reached: boolean
  /** The other side cannot have had the whole request. */
  readonly unsent: boolean
  /** Trying again cannot help. */
  readonly final: boolean
  /** A kept connection was found dead, before any byte of an answer. */
  readonly stale: boolean
}

/** Does one exchange: no repetition, no redirects. A failure is a value, for the retry rules need to look at it; only a wrong configuration rejects. */
export interface Transport {
  readonly send: (exchange: Exchange) => Promise<Answer | Failure>
  /** Closes idle connections. */
  readonly close: () => void
}

/** True when the body can be sent a second time. */
export const resendable = (body: HttpRequest['body']): boolean => typeof body !== 'object' || body instanceof Uint8Array

export const failed = (outcome: Answer | Failure): outcome is Failure => 'error' in outcome

const defaultTimeouts: Timeouts = { connect: 10_000, firstByte: 60_000, idle: 60_000 }

/** A token of RFC 9110 §5.6.2: what methods and names of headers are. */
const token = /^[\w!#$%&'*+.^`|~-]+$/
/** What a header's value must not have (RFC 9110 §5.5, as Latin-1). */
const forbidden = /[^\t\x20-\x7e\x80-\xff]/

const notAllowed = (what: string): HfnError =>
  new HfnError('BAD_ARGUMENT', `${what} has a character that HTTP does not allow`, {
    hint: 'Look for a line break or a letter that is not plain text in it.',
  })

/** Headers that say how a message is sent, which is not the caller's to say. */
const framing: ReadonlySet<string> = new Set(['host', 'connection', 'content-length', 'transfer-encoding'])

const has = (headers: HeaderList, wanted: string): boolean => {
  for (let index = 0; index < headers.length; index += 2) if (headers[index] === wanted) return true
  return false
}

const listOf = (headers: Readonly<Record<string, string>> = {}): string[] => {
  const list: string[] = []
  for (const given in headers) {
    const name = given.toLowerCase()
    const value = headers[given] ?? ''
    if (!token.test(name) || forbidden.test(value)) throw notAllowed(`The header "${oneLine(name)}"`)
    if (!framing.has(name)) list.push(name, value)
  }
  return list
}

/** An address of http or https, undefined when it is none; parsed once, for that is a good part of what a call costs. */
export const webAddress = (text: string, base?: string): URL | undefined => {
  try {
    const url = new URL(text, base)
    return url.protocol === 'http:' || url.protocol === 'https:' ? url : undefined
  } catch {
    return undefined
  }
}

const parse = (text: string): URL => {
  const url = webAddress(text)
  if (url !== undefined) return url
  throw new HfnError('BAD_URL', `"${redactUrl(text)}" is not an address of the web`, {
    hint: 'Write it whole, like http://127.0.0.1:7860 or https://example.com/app.',
  })
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** User and password of an address, as RFC 7617 sends them. */
const basic = ({ username, password }: URL): string => {
  const bytes = new TextEncoder().encode(`${decoded(username)}:${decoded(password)}`)
  return `Basic ${btoa(String.fromCharCode(...bytes))}`
}

/** A function that makes requests ready to be sent; headers of `options` go to `options.origin` alone. */
export const preparing = (options: HttpOptions): ((request: HttpRequest) => Exchange) => {
  const own = listOf(options.headers)
  const origin = options.origin === undefined ? undefined : parse(options.origin).origin
  const common = { ...defaultTimeouts, ...options.timeouts }
  return (request) => {
    const url = parse(request.url)
    const method = request.method?.toUpperCase() ?? 'GET'
    if (!token.test(method)) throw notAllowed(`The method "${oneLine(method)}"`)
    const headers = listOf(request.headers)
    const given = own.length > 0 && url.origin === origin ? own : []
    for (let index = 0; index < given.length; index += 2) {
      const name = given[index] ?? ''
      if (!has(headers, name)) headers.push(name, given[index + 1] ?? '')
    }
    if (request.url.includes('@') && (url.username || url.password)) {
      if (!has(headers, 'authorization')) headers.push('authorization', basic(url))
      url.username = ''
      url.password = ''
    }
    return {
      method,
      url,
      headers,
      body: request.body,
      length: request.length,
      timeouts: request.timeouts === undefined ? common : { ...common, ...request.timeouts },
      signal: request.signal,
      compress: request.compress ?? false,
      background: request.background ?? false,
    }
  }
}
