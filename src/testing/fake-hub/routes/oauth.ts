import { randomBytes } from 'node:crypto'
import { json, refuse, type HubAnswer } from '../answer.ts'
import type { FakeLogin, FakeUser } from '../contract.ts'
import type { Hub } from '../hub.ts'
import type { HubRequest } from '../request.ts'
import type { Route } from '../router.ts'

const thirtyDays = 2_592_000
const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code'

/** A login under way: the errors its client is still told. */
interface Login {
  readonly user: FakeUser
  readonly left: string[]
}

/** Logins and refresh tokens of a Hub. */
class Logins {
  readonly codes = new Map<string, Login>()
  readonly refresh = new Map<string, FakeUser>()
}

const byHub = new WeakMap<Hub, Logins>()
const loginsOf = (hub: Hub): Logins => {
  const logins = byHub.get(hub) ?? new Logins()
  byHub.set(hub, logins)
  return logins
}

const loginOf = ({ options, users }: Hub): FakeLogin => options.login ?? { user: users[0]?.name ?? '' }

/** Errors that end a login (RFC 8628, section 3.5). */
const final = new Set(['access_denied', 'expired_token'])

const oauthError = (error: string): HubAnswer => json({ error, error_description: error.replaceAll('_', ' ') }, 400)

const device = (request: HubRequest): HubAnswer => {
  const { hub } = request
  const { user: name, answers = ['authorization_pending'], interval = 1, expiresIn = 900 } = loginOf(hub)
  const user = hub.users.find((one) => one.name === name)
  if (user === undefined) throw refuse(500, `The fake Hub has no user ${name}`)
  const code = randomBytes(20).toString('hex')
  loginsOf(hub).codes.set(code, { user, left: [...answers] })
  const place = `${hub.url}/oauth/device`
  return json({
    device_code: code,
    user_code: 'ABCD-1234',
    verification_uri: place,
    verification_uri_complete: `${place}?user_code=ABCD-1234`,
    expires_in: expiresIn,
    interval,
  })
}

/** A new token of this user's, and one to renew it with. */
const granted = (hub: Hub, user: FakeUser): HubAnswer => {
  const access = `hf_oauth_${randomBytes(16).toString('hex')}`
  const refresh = `hf_refresh_${randomBytes(16).toString('hex')}`
  hub.tokens.set(access, user)
  loginsOf(hub).refresh.set(refresh, user)
  return json({
    access_token: access,
    refresh_token: refresh,
    token_type: 'bearer',
    expires_in: loginOf(hub).tokenExpiresIn ?? thirtyDays,
    scope: 'openid profile read-repos write-repos',
  })
}

const poll = (hub: Hub, code: string): HubAnswer => {
  const login = loginsOf(hub).codes.get(code)
  const [error] = login?.left ?? ['expired_token']
  if (login === undefined || error !== undefined) {
    if (error === undefined || !final.has(error)) login?.left.shift()
    return oauthError(error ?? 'expired_token')
  }
  loginsOf(hub).codes.delete(code)
  return granted(hub, login.user)
}

const renew = (hub: Hub, token: string): HubAnswer => {
  const { refresh } = loginsOf(hub)
  const user = refresh.get(token)
  if (user === undefined) return oauthError('invalid_grant')
  refresh.delete(token)
  return granted(hub, user)
}

const token = async (request: HubRequest): Promise<HubAnswer> => {
  const form = new URLSearchParams(await request.text())
  const grant = form.get('grant_type')
  if (grant === deviceGrant) return poll(request.hub, form.get('device_code') ?? '')
  if (grant === 'refresh_token') return renew(request.hub, form.get('refresh_token') ?? '')
  return oauthError('unsupported_grant_type')
}

export const oauthRoutes: readonly Route[] = [
  { method: 'POST', pattern: '/oauth/device', handle: device },
  { method: 'POST', pattern: '/oauth/token', handle: token },
]
