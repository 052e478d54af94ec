import { createHttp } from '../../core/http.ts'
import { HfnError } from '../../core/error.ts'
import { oneLine } from '../../core/secret.ts'
import { endpointsAddress, hubAddress, isOffline, isOn, ownEnvironment } from '../settings.ts'
import { agentOf, buildRequest, type Common } from './build-request.ts'
import type { HubClient, HubOptions, HubRequest } from './contract.ts'
import { hubError } from './hub-error.ts'
import { nextLink, onHub } from './link.ts'

/** Seconds of the Hub's rate window (docs: five minutes), the longest it asks anybody to wait. */
const window = 310

/** Bytes an answer of the API may have. */
const largest = 256 * 1024 * 1024

const refuseOffline = (about: string): HfnError =>
  new HfnError('OFFLINE', `Offline, so nothing can be asked about ${about}`, {
    hint: 'Unset HF_HUB_OFFLINE, or use what is in the cache: hfn cache ls',
  })

/** The token a client works with: given, found where Python's client keeps it, or none. */
const tokenFinder = ({ token }: HubOptions, env: HubClient['env']): (() => Promise<string | undefined>) => {
  let found: Promise<string | undefined> | undefined
  const find = async (): Promise<string | undefined> => {
    if (token !== undefined) return token === false || token.trim() === '' ? undefined : token.trim()
    const inNode = typeof process === 'object' && process.versions?.node !== undefined
    if (isOn(env['HF_HUB_DISABLE_IMPLICIT_TOKEN']) || !inNode) return undefined
    return (await (await import('../token/find.ts')).findToken(env))?.token
  }
  return () => (found ??= find())
}

/** A client of the Hub at `options.endpoint`; nothing is asked and no file is read before it is used. @throws BAD_URL */
export const createHubClient = (options: HubOptions = {}): HubClient => {
  const env = options.env ?? ownEnvironment()
  const endpoint = hubAddress(options.endpoint, env)
  const endpointsUrl = endpointsAddress(options.endpointsUrl, env)
  const offline = options.offline ?? isOffline(env)
  const { fetch, timeouts, onWait } = options
  const http = createHttp({ fetch, timeouts, env, patience: window, onWait, tries: 5 })
  const token = tokenFinder(options, env)
  const common: Common = {
    endpoint,
    trusted: new Set([endpoint, endpointsUrl].map((address) => new URL(address).origin)),
    headers: options.headers,
    agent: agentOf(env),
  }
  const said = new Set<string>()

  const warn = (text: string): void => {
    if (said.has(text)) return
    said.add(text)
    options.onWarning?.(text)
  }

  const send: HubClient['send'] = async (request) => {
    if (offline) throw refuseOffline(request.about ?? request.path)
    const answer = await http(buildRequest(request, request.token === false ? undefined : await token(), common))
    const warning = answer.header('x-hf-warning')
    if (warning !== undefined) warn(oneLine(warning.replace(/^[^;]*;\s*/, '')))
    return answer
  }

  const ask: HubClient['ask'] = async (request) => {
    const answer = await send(request)
    if (answer.ok || (request.redirect === 'manual' && answer.status < 400)) return answer
    const hasToken = request.token !== false && (await token()) !== undefined
    throw await hubError(answer, { endpoint, about: request.about ?? `answer to ${request.path}`, hasToken })
  }

  const json: HubClient['json'] = async (request) => {
    const text = await (await ask(request)).text(largest)
    try {
      return text.trim() === '' ? undefined : JSON.parse(text)
    } catch (cause) {
      throw new HfnError('BAD_ANSWER', `What answers at ${endpoint} is no Hub: "${oneLine(text, 80)}" is no JSON`, {
        hint: 'A login page or a proxy may stand in the way; is HF_ENDPOINT right?',
        cause,
      })
    }
  }

  async function* items(request: HubRequest): AsyncGenerator<unknown> {
    let before: string | undefined
    for (let next: HubRequest | undefined = request; next !== undefined;) {
      const answer: Awaited<ReturnType<typeof ask>> = await ask(next)
      const page = await answer.json(largest)
      if (!Array.isArray(page))
        throw new HfnError('BAD_ANSWER', `${request.path} is no list`, { hint: 'Ask for it with hub.request().' })
      yield* page
      const link = nextLink(answer.header('link'))
      const path = link === undefined ? undefined : onHub(link, endpoint)
      if (path === undefined) return
      if (path === before) throw new HfnError('BAD_ANSWER', `${request.path} has pages without end`)
      before = path
      next = { ...request, path, query: undefined }
    }
  }

  return {
    endpoint,
    endpointsUrl,
    offline,
    env,
    options,
    http,
    token,
    send,
    ask,
    json,
    items,
    warn,
    close: () => http.close(),
  }
}
