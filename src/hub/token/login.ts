import { HfnError } from '../../core/error.ts'
import type { Options } from '../../core/options.ts'
import { oneLine } from '../../core/secret.ts'
import type { HubClient } from '../client/contract.ts'
import { createHubClient } from '../client/create-client.ts'
import { changeStore, lockStore } from './change-store.ts'
import { cleanToken } from './clean.ts'
import type { Grant } from './oauth.ts'
import { whoami, type Account } from './whoami.ts'

export interface LoginOptions extends Options {
  readonly token: string
  /** What the login is kept as; default the token's own name. */
  readonly name?: string | undefined
}

/** A login as it was kept. */
export interface Login {
  readonly name: string
  readonly account: Account
}

interface Kept extends Options {
  readonly grant: Grant
  readonly name: string | undefined
}

const refused = (error: unknown, endpoint: string): unknown =>
  HfnError.is(error) && (error.code === 'LOGIN_NEEDED' || error.code === 'BAD_CREDENTIALS')
    ? new HfnError('BAD_CREDENTIALS', `The token is not valid: ${endpoint} does not know it. Nothing was stored`, {
        hint: `Make a token at ${endpoint}/settings/tokens, then: hfn login`,
        cause: error,
      })
    : error

/** Whose token it is, asked with that token whatever else the client would use. */
const ownerOf = async (hub: HubClient, token: string, signal: AbortSignal | undefined): Promise<Account> => {
  const client = createHubClient({ ...hub.options, env: hub.env, token })
  try {
    return await whoami(client, { signal })
  } catch (error) {
    throw refused(error, hub.endpoint)
  } finally {
    client.close()
  }
}

/** A name that Python's client can read back: one line, and not that of the defaults. */
const nameOf = (given: string | undefined, { token, name }: Account): string => {
  const wanted = oneLine(given ?? token.name ?? '') || `oauth-${name}`
  if (wanted !== 'DEFAULT') return wanted
  throw new HfnError('BAD_ARGUMENT', 'A login cannot be called DEFAULT', { hint: 'Give it another: --name mine' })
}

const fieldsOf = ({ token, refreshToken, expiresAt }: Grant): ReadonlyMap<string, string> =>
  new Map([
    ['hf_token', token],
    ...(refreshToken === undefined ? [] : ([['refresh_token', refreshToken]] as const)),
    ...(expiresAt === undefined ? [] : ([['expires_at', String(expiresAt)]] as const)),
  ])

/** Asks whose token it is, then stores it and makes it the one in use. */
export const keepLogin = async (hub: HubClient, { grant, name, signal }: Kept): Promise<Login> => {
  const account = await ownerOf(hub, grant.token, signal)
  const kept = nameOf(name, account)
  const changing = { env: hub.env, warn: (text: string) => hub.warn(text), signal }
  await lockStore(changing, () =>
    changeStore(
      ({ sections }) => ({ token: grant.token, sections: new Map(sections).set(kept, fieldsOf(grant)) }),
      changing,
    ),
  )
  return { name: kept, account }
}

/**
 * Checks a token with the Hub and makes it the one in use, for hfn and for Python's client.
 * @throws BAD_CREDENTIALS when the Hub does not know it, and then nothing is stored; FILE_FAILED
 */
export const login = async (hub: HubClient, { token, name, signal }: LoginOptions): Promise<Login> => {
  const clean = cleanToken(token, 'the token that was given')
  if (clean === undefined)
    throw new HfnError('BAD_CREDENTIALS', 'The token is empty', { hint: `See ${hub.endpoint}/settings/tokens` })
  if (clean.startsWith('api_org'))
    throw new HfnError('BAD_CREDENTIALS', "This is an organization's token, and a login needs a user's", {
      hint: `Make one at ${hub.endpoint}/settings/tokens`,
    })
  return keepLogin(hub, { grant: { token: clean }, name, signal })
}
