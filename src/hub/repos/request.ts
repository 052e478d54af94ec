import { HfnError } from '../../core/error.ts'
import type { Options } from '../../core/options.ts'
import { oneLine, redactUrl } from '../../core/secret.ts'
import type { HubClient, HubRequest, Query } from '../client/contract.ts'

export interface RequestOptions extends Options {
  /** Default GET, or POST with `json`. */
  readonly method?: string | undefined
  /** Sent as JSON. */
  readonly json?: unknown
  /** False: asked without a token. */
  readonly token?: false | undefined
}

const refused = (path: string, why: string): HfnError =>
  new HfnError('BAD_ARGUMENT', `"${oneLine(redactUrl(path))}" ${why}`, {
    hint: 'Write a path of the API, such as models, models/owner/name or /api/models.',
  })

/** A whole address as a path, when it is one of this Hub. */
const below = (path: string, endpoint: string): string => {
  if (!/^[a-z][a-z0-9+.-]*:/i.test(path)) return path
  if (path.startsWith(`${endpoint}/`)) return path.slice(endpoint.length)
  throw refused(path, `is no address of the Hub at ${endpoint}`)
}

/**
 * A path of the Hub's API as people write it: `models`, `models/owner/name`, `/api/models?limit=3`, or its whole address.
 * @throws BAD_ARGUMENT for what could lead elsewhere
 */
export const apiPath = (text: string, endpoint: string): string => {
  const path = below(text.trim(), endpoint)
  if (/[\\#]|\p{Cc}/u.test(path)) throw refused(text, 'has a character that no path has')
  const [place = ''] = path.split('?')
  // Also written as %2e and %2f, which the other side may read as what they stand for.
  const plain = place.replaceAll(/%2e/gi, '.').replaceAll(/%5c/gi, '/')
  if (plain === '' || plain === '/') throw refused(text, 'names nothing')
  if (plain.split(/\/|%2f/i).some((word) => word === '.' || word === '..') || plain.includes('//'))
    throw refused(text, 'leads elsewhere')
  if (path.startsWith('/')) return path
  return path.startsWith('api/') ? `/${path}` : `/api/${path}`
}

/** A request to any path of the Hub, before it is sent. */
export const anyRequest = (
  { endpoint }: HubClient,
  path: string,
  query: Query = {},
  { method, json, token, signal }: RequestOptions = {},
): HubRequest => ({ path: apiPath(path, endpoint), query, method, json, token, signal })

/**
 * Asks the Hub anything, such as `models` or `whoami-v2`, and gives its JSON; undefined when it answers nothing.
 * A list is given as far as its first page goes.
 * @throws BAD_ARGUMENT for a path that leads elsewhere, BAD_ANSWER when the answer is no JSON, and what `hub.ask` throws
 */
export const request = async (
  hub: HubClient,
  path: string,
  query?: Query,
  options?: RequestOptions,
): Promise<unknown> => hub.json(anyRequest(hub, path, query, options))
