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

/** How the Hub leads to what a text names; undefined for an app that is reached without it. */
const wayOf = (text: string, options: OpenOptions): ((hub: HubClient) => Promise<Reachable>) | undefined => {
  const { endpoint, env = ownEnvironment(), token } = options
  const id = spaceNamed(text, endpoint ?? env['HF_ENDPOINT'])
  if (id !== undefined) return async (hub) => (await import('./hub/spaces/space.ts')).space(hub, id)
  const address = /^https?:/i.test(text) ? text : `https://${text}`
  const url = token === undefined && URL.canParse(address) ? new URL(address) : undefined
  if (url === undefined || subdomainOf(url) === undefined) return undefined
  return async (hub) => (await import('./hub/spaces/access.ts')).spaceAt(hub, url)
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
  const way = wayOf(String(app), options)
  if (way === undefined) return connect<Functions>(app, own)
  const hub = await hubOf(options)
  try {
    return await connect<Functions>(await way(hub), own)
  } finally {
    hub.close()
  }
}
