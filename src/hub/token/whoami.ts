import { HfnError } from '../../core/error.ts'
import type { Options } from '../../core/options.ts'
import { lineOf, recordOf } from '../../core/record.ts'
import type { HubClient } from '../client/contract.ts'

export interface Organization {
  readonly name: string
  readonly fullName?: string | undefined
  /** What the user may do there, such as `admin` or `contributor`. */
  readonly role?: string | undefined
}

/** Whose token it is, and what kind of token. */
export interface Account {
  /** `user`, or what else may have a token. */
  readonly type: string
  readonly name: string
  readonly fullName?: string | undefined
  readonly email?: string | undefined
  readonly isPro: boolean
  readonly organizations: readonly Organization[]
  readonly token: {
    /** As its owner named it; a login through a browser has no name. */
    readonly name?: string | undefined
    /** `read`, `write` or `fineGrained`. */
    readonly role?: string | undefined
  }
}

/** A name as it may stand in the path of an address, where it leads nowhere else. */
const nameOf = (value: unknown): string | undefined =>
  typeof value === 'string' && /^(?!\.)[\w.-]{1,100}$/.test(value) ? value : undefined

const organizationOf = (value: unknown): readonly Organization[] => {
  const { name, fullname, roleInOrg } = recordOf(value)
  const known = lineOf(name)
  return known === undefined ? [] : [{ name: known, fullName: lineOf(fullname), role: lineOf(roleInOrg) }]
}

const accountOf = (answer: unknown, endpoint: string): Account => {
  const { type, name, fullname, email, isPro, orgs, auth } = recordOf(answer)
  const known = nameOf(name)
  if (known === undefined)
    throw new HfnError('BAD_ANSWER', `${endpoint} does not say whose token this is`, {
      hint: 'Is HF_ENDPOINT the address of a Hub?',
    })
  const { displayName, role } = recordOf(recordOf(auth)['accessToken'])
  return {
    type: lineOf(type) ?? 'user',
    name: known,
    fullName: lineOf(fullname),
    email: lineOf(email),
    isPro: isPro === true,
    organizations: Array.isArray(orgs) ? orgs.flatMap(organizationOf) : [],
    token: { name: lineOf(displayName), role: lineOf(role) },
  }
}

/** The Hub lets nobody ask this often, so each client asks once. */
const asked = new WeakMap<HubClient, Account>()

/**
 * Whose token the client uses.
 * @throws LOGIN_NEEDED when it has none, BAD_CREDENTIALS when the Hub does not know it
 */
export const whoami = async (hub: HubClient, { signal }: Options = {}): Promise<Account> => {
  const before = asked.get(hub)
  if (before !== undefined) return before
  if ((await hub.token()) === undefined)
    throw new HfnError('LOGIN_NEEDED', 'Nobody is logged in', { hint: 'Log in with hfn login, or set HF_TOKEN.' })
  const account = accountOf(await hub.json({ path: '/api/whoami-v2', about: 'your account', signal }), hub.endpoint)
  asked.set(hub, account)
  return account
}
