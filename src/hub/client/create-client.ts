import { HfnError } from '../../core/error.ts'
import { createHttp, type Answer } from '../../core/http.ts'
import { isPrivateHost } from '../../core/private-host.ts'
import { oneLine } from '../../core/secret.ts'
import { endpointsAddress, hubAddress, isOffline, isOn, ownEnvironment } from '../settings.ts'
import type { FoundToken } from '../token/clean.ts'
import { agentOf, buildRequest, type Common } from './build-request.ts'
import type { HubClient, HubOptions } from './contract.ts'
import { hubError } from './hub-error.ts'
import { itemsOf } from './pages.ts'
import { readJson } from './read-json.ts'
import { newName } from './renamed.ts'

/** Seconds of the Hub's rate window (docs: five minutes), the longest it asks anybody to wait. */
const window = 310

/** Texts that are said; a server with ever new ones is not listened to for ever. */
const mostWarnings = 100

const refuseOffline = (about: string): HfnError =>
  new HfnError('OFFLINE', `Offline, so nothing can be asked about ${oneLine(about)}`, {
    hint: 'Unset HF_HUB_OFFLINE, or use what is in the cache: hfn cache ls',
  })

/** The token a client works with: given, found where Python's client keeps it, or none. */
const tokenFinder = (client: () => HubClient): (() => Promise<FoundToken | undefined>) => {
  let found: Promise<FoundToken | undefined> | undefined
  const find = async (): Promise<FoundToken | undefined> => {
    const { env, options } = client()
    if (options.token === false) return undefined
    if (options.token !== undefined) return (await import('../token/clean.ts')).givenToken(options.token)
    const inNode = typeof process === 'object' && process.versions?.node !== undefined
    if (isOn(env['HF_HUB_DISABLE_IMPLICIT_TOKEN']) || !inNode) return undefined
    return (await import('../token/find.ts')).findToken(env, client())
  }
  return () => {
    const before = found
    found ??= find()
    // What failed may go well the next time, such as the renewal of a login.
    if (before === undefined) found.catch(() => (found = undefined))
    return found
  }
}

/** A client of the Hub at `options.endpoint`; nothing is asked and no file is read before it is used. @throws BAD_URL */
export const createHubClient = (options: HubOptions = {}): HubClient => {
  const env = options.env ?? ownEnvironment()
  const endpoint = hubAddress(options.endpoint, env)
  const endpointsUrl = endpointsAddress(options.endpointsUrl, env)
  const offline = options.offline ?? isOffline(env)
  const { fetch, timeouts, onWait } = options
  const http = createHttp({ fetch, timeouts, env, patience: window, onWait, tries: 5 })
  const findToken = tokenFinder(() => client)
  const common: Common = {
    endpoint,
    trusted: new Set([endpoint, endpointsUrl].map((address) => new URL(address).origin)),
    headers: options.headers,
    agent: agentOf(env),
  }
  const said = new Set<string>()

  const warn = (text: string, topic = text): void => {
    if (said.has(topic) || said.size === mostWarnings) return
    said.add(topic)
    options.onWarning?.(text)
  }

  const listen = (answer: Answer, { url, about }: { url: string; about: string | undefined }): void => {
    if (!common.trusted.has(new URL(answer.url).origin)) return
    const [, topic = '', text = ''] = /^(?:([^;]*);)?(.*)$/s.exec(answer.header('x-hf-warning') ?? '') ?? []
    if (text.trim() !== '') warn(oneLine(text), `topic ${topic.slice(0, 200)}`)
    const name = newName({ url, about }, answer, endpoint)
    if (name !== undefined) warn(`${about} is called ${name} now`)
  }

  const send: HubClient['send'] = async (request) => {
    if (offline) throw refuseOffline(request.about ?? request.path)
    const found = request.token === false ? undefined : await findToken()
    const sent = buildRequest(request, found?.token, common)
    if (
      sent.url.startsWith('http:') &&
      sent.headers?.['authorization'] !== undefined &&
      !isPrivateHost(new URL(sent.url))
    )
      warn(`The token goes to ${new URL(sent.url).origin} without encryption; use https`)
    const answer = await http(sent)
    listen(answer, { url: sent.url, about: request.about })
    return answer
  }

  const ask: HubClient['ask'] = async (request) => {
    const answer = await send(request)
    if (answer.ok || (request.redirect === 'manual' && answer.status < 400)) return answer
    const found = request.token === false ? undefined : await findToken()
    const about = request.about ?? `answer to ${request.path}`
    throw await hubError(answer, { endpoint, about, tokenSource: found?.source })
  }

  const client: HubClient = {
    endpoint,
    endpointsUrl,
    offline,
    env,
    options,
    http,
    token: async () => (await findToken())?.token,
    send,
    ask,
    json: async (request) => readJson(await ask(request)),
    items: (request) => itemsOf({ endpoint, ask }, request),
    warn,
    close: () => http.close(),
  }
  return client
}
