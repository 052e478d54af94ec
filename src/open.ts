import type { Reachable } from './core/reachable.ts'
import { connect, type AnyFunctions, type App, type ConnectOptions } from './gradio/index.ts'
import type { HubClient, HubOptions } from './hub/client/contract.ts'
import { ownEnvironment } from './hub/settings.ts'
import { spaceNamed, subdomainOf } from './hub/spaces/name.ts'

export interface OpenOptions
  extends
    Omit<ConnectOptions, 'token'>,
    Pick<HubOptions, 'endpoint' | 'token' | 'offline' | 'env' | 'onWarning' | 'onWait'> {}

const hubOf = async ({ endpoint, token, offline, env, fetch, onWarning, onWait }: OpenOptions): Promise<HubClient> =>
  (await import('./hub/client/create-client.ts')).createHubClient({
    endpoint,
    token,
    offline,
    env,
    fetch,
    onWarning,
    onWait,
  })

/** What a text names that the Hub knows of: a Space by its name, or the address of one; undefined for any other app. */
const placeOf = (text: string, { endpoint, env = ownEnvironment() }: OpenOptions): string | URL | undefined => {
  const id = spaceNamed(text, endpoint ?? env['HF_ENDPOINT'])
  if (id !== undefined) return id
  const given = text.trim()
  const address = /^https?:/i.test(given) ? given : `https://${given}`
  const url = URL.canParse(address) ? new URL(address) : undefined
  return url === undefined || subdomainOf(url) === undefined ? undefined : url
}

/** A Space at its address: one that answers is not asked about, unless it may need the user's token, or must not be woken. */
const openAt = async <Functions extends object>(
  hub: HubClient,
  url: URL,
  own: ConnectOptions,
): Promise<App<Functions>> => {
  const { mayBeAsleep, spaceAt } = await import('./hub/spaces/at-address.ts')
  const isFirst = own.start === false || (own.token === undefined && (await hub.token()) !== undefined)
  if (isFirst) return connect<Functions>(spaceAt(hub, url), own)
  try {
    return await connect<Functions>(url, own)
  } catch (error) {
    if (own.signal?.aborted === true || !mayBeAsleep(error)) throw error
    return connect<Functions>(spaceAt(hub, url, error), own)
  }
}

/**
 * Opens an app by whatever names it: a Space (`owner/name`, `spaces/owner/name`, its page's address), the address of any app
 * (a URL, or host and port), or what `space()` gives. A Space that sleeps is woken and waited for.
 * The token goes to a Space that is private or runs on ZeroGPU, and elsewhere only when it is given here.
 * @throws HfnError what `connect` throws; of a Space also NOT_FOUND, NOT_RUNNING, TIMEOUT, OFFLINE, RATE_LIMITED
 */
export const open = async <Functions extends object = AnyFunctions>(
  app: string | URL | Reachable,
  options: OpenOptions = {},
): Promise<App<Functions>> => {
  const own: ConnectOptions = { ...options, token: options.token || undefined }
  if (typeof app === 'object' && 'reach' in app) return connect<Functions>(app, own)
  const place = placeOf(String(app), options)
  if (place === undefined) return connect<Functions>(app, own)
  // A token that is given with an address is for that address alone.
  const hub = await hubOf(
    typeof place !== 'string' && own.token !== undefined ? { ...options, token: undefined } : options,
  )
  try {
    if (typeof place !== 'string') return await openAt<Functions>(hub, place, own)
    return await connect<Functions>((await import('./hub/spaces/space.ts')).space(hub, place), own)
  } finally {
    hub.close()
  }
}
