import { HfnError } from '../../core/error.ts'
import { textOf } from '../../core/record.ts'
import type { Environment } from '../settings.ts'
import { changeStore, lockStore, type StoreChange } from './change-store.ts'
import { clientId, grantOf, refusalOf, sendForm, type Grant, type OAuthHub } from './oauth.ts'
import { readStore, type Store } from './store.ts'

/** Seconds before its end at which a token is renewed (huggingface_hub's _OAUTH_REFRESH_MARGIN). */
const margin = 24 * 3600

/** Milliseconds all of it may take. */
const limit = 20_000

/** A login that can be renewed. */
interface Renewable {
  readonly name: string
  readonly refreshToken: string
  /** Unix time in seconds. */
  readonly expiresAt: number
}

const renewableOf = ({ sections }: Store, token: string): Renewable | undefined => {
  const [name, values] = [...sections].find(([, each]) => each.get('hf_token') === token) ?? []
  const refreshToken = values?.get('refresh_token')
  const expiresAt = values?.get('expires_at') ?? ''
  if (name === undefined || !refreshToken || !/^\d{1,12}$/.test(expiresAt)) return undefined
  return { name, refreshToken, expiresAt: Number(expiresAt) }
}

const tokenOf = ({ sections }: Store, name: string): string | undefined => sections.get(name)?.get('hf_token')

/** The old refresh token stays where the Hub gives no new one; what else is kept with the login stays too. */
const withGrant =
  (old: string, name: string, { token, refreshToken, expiresAt }: Grant) =>
  ({ token: inUse, sections }: Store): StoreChange => {
    const values = new Map(sections.get(name)).set('hf_token', token)
    if (refreshToken !== undefined) values.set('refresh_token', refreshToken)
    if (expiresAt === undefined) values.delete('expires_at')
    else values.set('expires_at', String(expiresAt))
    return { ...(inUse === old ? { token } : {}), sections: new Map(sections).set(name, values) }
  }

const ask = async (hub: OAuthHub, { name, refreshToken }: Renewable, signal: AbortSignal): Promise<Grant> => {
  const fields = { grant_type: 'refresh_token', refresh_token: refreshToken, client_id: clientId(hub.env) }
  const answer = await sendForm(hub, '/oauth/token', fields, signal)
  const grant = grantOf(answer)
  if (grant !== undefined) return grant
  const over = textOf(answer.values['error']) === 'invalid_grant'
  throw new HfnError('BAD_CREDENTIALS', over ? `the login ${name} is over` : refusalOf(answer))
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** The store, or an empty one where it cannot be read: then there is nothing to renew. */
const quietStore = (env: Environment): Promise<Store> =>
  readStore(env).catch(() => ({ token: undefined, sections: new Map() }))

/**
 * The token of the token file, or a new one in its place when it comes from a login through a browser and has less than a day
 * left. When that fails, the old one is given, and why is said. Two processes ask for one new token between them.
 */
export const renewed = async (token: string, hub: OAuthHub): Promise<string> => {
  const { env, offline } = hub
  const first = renewableOf(await quietStore(env), token)
  if (first === undefined || offline || first.expiresAt - margin > Date.now() / 1000) return token
  const { name, expiresAt } = first
  const changing = { env, warn: (text: string) => hub.warn(text), signal: AbortSignal.timeout(limit) }
  let fresh: string | undefined
  try {
    return await lockStore(changing, async () => {
      const store = await readStore(env)
      const login = renewableOf(store, token)
      // Another process was here meanwhile.
      if (login === undefined) return tokenOf(store, name) ?? token
      const grant = await ask(hub, login, changing.signal)
      fresh = grant.token
      await changeStore(withGrant(token, name, grant), changing)
      return fresh
    })
  } catch (error) {
    if (fresh !== undefined) {
      hub.warn(`The login was renewed, but could not be stored: ${reasonOf(error)}. Log in again with hfn login.`)
      return fresh
    }
    // Python's client does not know our lock, and may have been the one to get the new token.
    const now = tokenOf(await quietStore(env), name)
    if (now !== undefined && now !== token) return now
    const end = new Date(expiresAt * 1000).toISOString().slice(0, 16).replace('T', ' ')
    hub.warn(`The login could not be renewed (${reasonOf(error)}); it ends at ${end} UTC. Log in again with hfn login.`)
    return token
  }
}
