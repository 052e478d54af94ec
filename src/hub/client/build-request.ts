import type { HttpRequest } from '../../core/http.ts'
import { oneLine } from '../../core/secret.ts'
import { version } from '../../core/version.ts'
import type { Environment } from '../settings.ts'
import type { HubRequest, Query } from './contract.ts'

/** What all requests of one client have in common. */
export interface Common {
  readonly endpoint: string
  /** Origins that the token and `headers` are for. */
  readonly trusted: ReadonlySet<string>
  readonly headers: Readonly<Record<string, string>> | undefined
  readonly agent: string
}

/** How hfn calls itself: `hfn/0.1.0; node/20.20.2`. */
export const agentOf = (env: Environment): string => {
  // A header has no other letters; one too many would stop every request.
  const origin = env['HF_HUB_USER_AGENT_ORIGIN']?.replaceAll(/[^ -~]/g, '')
  const where = typeof process === 'object' && process.versions?.node ? `; node/${process.versions.node}` : ''
  return `hfn/${version}${where}${origin ? `; origin/${oneLine(origin, 80)}` : ''}`
}

const queryText = (query: Query = {}): string => {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue
    for (const each of Array.isArray(value) ? value : [value]) parameters.append(name, String(each))
  }
  return parameters.toString()
}

const addressOf = ({ path, query }: HubRequest, endpoint: string): string => {
  const address = /^https?:\/\//i.test(path) ? path : `${endpoint}${path.startsWith('/') ? '' : '/'}${path}`
  const text = queryText(query)
  if (text === '') return address
  return `${address}${address.includes('?') ? '&' : '?'}${text}`
}

/** The request as it is sent; `bearer` goes along where its address may have it. */
export const buildRequest = (
  request: HubRequest,
  bearer: string | undefined,
  { endpoint, trusted, headers, agent }: Common,
): HttpRequest => {
  const { json, method = json === undefined ? 'GET' : 'POST' } = request
  const url = addressOf(request, endpoint)
  const reading = method === 'GET' || method === 'HEAD'
  const own = URL.canParse(url) && trusted.has(new URL(url).origin)
  return {
    method,
    url,
    headers: {
      'user-agent': agent,
      ...(own ? headers : {}),
      ...(own && bearer !== undefined && request.token !== false ? { authorization: `Bearer ${bearer}` } : {}),
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...request.headers,
    },
    body: json === undefined ? request.body : JSON.stringify(json),
    length: request.length,
    retry: request.retry ?? (reading ? 'patient' : 'unsent'),
    redirect: request.redirect === 'manual' ? 'manual' : 'strict',
    timeouts: request.timeouts,
    signal: request.signal,
    compress: reading && request.compress !== false,
  }
}
