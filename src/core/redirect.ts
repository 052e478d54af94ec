import { HfnError } from './error.ts'
import { resendable, webAddress, type Exchange, type HeaderList } from './exchange.ts'
import type { Answer } from './http-contract.ts'
import { isPrivateHost } from './private-host.ts'
import { oneLine, redactUrl } from './secret.ts'

/** Hops one request may make. */
export const maximumHops = 10

/** The headers another origin may see; every other may be a credential. */
const harmless: ReadonlySet<string> = new Set(['accept', 'accept-language', 'content-type', 'user-agent', 'range'])

const only = (headers: HeaderList, keep: (name: string) => boolean): HeaderList =>
  headers.filter((_, index) => keep(headers[index - (index % 2)] ?? ''))

/** What is wrong with a hop that no server in the right mind asks for; undefined when nothing is. */
const harmOf = (from: URL, to: URL): string | undefined => {
  if (from.protocol === 'https:' && to.protocol === 'http:') return 'is not encrypted'
  return isPrivateHost(to) && !isPrivateHost(from) ? 'lies in a private network' : undefined
}

/** True for such a hop. */
export const harmful = (from: URL, to: URL): boolean => harmOf(from, to) !== undefined

const wrong = (message: string, status: number): HfnError =>
  new HfnError('BAD_ANSWER', message, { hint: 'Use the address the redirect is meant to lead to.', status })

export const endless = (exchange: Exchange, answer: Answer): HfnError =>
  new HfnError('BAD_ANSWER', `${exchange.url.origin} redirects without end`, {
    hint: 'Check the address; a login page may stand in the way.',
    status: answer.status,
  })

/** Without its body: what 303 makes of a request, and 301 and 302 of a POST (Fetch standard, HTTP-redirect fetch). */
const asGet = (exchange: Exchange): Exchange => ({
  ...exchange,
  method: exchange.method === 'HEAD' ? 'HEAD' : 'GET',
  body: undefined,
  length: undefined,
  headers: only(exchange.headers, (name) => !name.startsWith('content-')),
})

/**
 * Where a redirect leads, without user and password; undefined when the answer is none.
 * `strict` refuses hops from https to http and from a public host to a private one.
 * @throws BAD_ANSWER when it leads nowhere, or where it must not
 */
export const placeOf = (answer: Answer, from: URL, strict: boolean): URL | undefined => {
  const { status } = answer
  const location = [301, 302, 303, 307, 308].includes(status) ? answer.header('location') : undefined
  if (location === undefined) return undefined
  const url = webAddress(location, from.href)
  if (url === undefined)
    throw wrong(
      `${from.origin} redirects to "${oneLine(redactUrl(location))}", which is not an address of the web`,
      status,
    )
  url.username = ''
  url.password = ''
  const harm = strict ? harmOf(from, url) : undefined
  if (harm !== undefined)
    throw wrong(`${from.origin} redirects to ${redactUrl(url.origin)}, which ${harm} and is not followed`, status)
  return url
}

/**
 * The exchange a redirect leads to, or undefined when the answer is none.
 * Credentials stay with the origin they were for; what was dropped on the way does not come back.
 */
export const redirected = (exchange: Exchange, answer: Answer, strict = false): Exchange | undefined => {
  const { status } = answer
  const url = placeOf(answer, exchange.url, strict)
  if (url === undefined) return undefined
  const get = status === 303 || (status < 303 && exchange.method === 'POST')
  if (!get && !resendable(exchange.body))
    throw wrong(
      `${exchange.url.origin} redirects to ${oneLine(redactUrl(url))}, but a stream cannot be sent twice`,
      status,
    )
  const next = { ...(get ? asGet(exchange) : exchange), url }
  return url.origin === exchange.url.origin
    ? next
    : { ...next, headers: only(next.headers, (name) => harmless.has(name)) }
}
