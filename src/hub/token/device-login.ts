import { abortReason } from '../../core/abort.ts'
import { HfnError } from '../../core/error.ts'
import type { Options } from '../../core/options.ts'
import { pause } from '../../core/pause.ts'
import { lineOf, textOf } from '../../core/record.ts'
import { namedAddress } from '../address.ts'
import type { HubClient } from '../client/contract.ts'
import { keepLogin, type Login } from './login.ts'
import { clientId, grantOf, refusalOf, secondsOf, sendForm, type Grant } from './oauth.ts'

/** What the user has to do: open the address in any browser, and see or type the code there. */
export interface LoginCode {
  readonly url: string
  readonly code: string
  /** Seconds until the code is good for nothing. */
  readonly expiresIn: number
}

export interface DeviceLoginOptions extends Options {
  /** Told once, before the wait begins. */
  readonly onCode: (code: LoginCode) => void
  /** What the login is kept as; default as the Hub names it. */
  readonly name?: string | undefined
}

interface Pending extends LoginCode {
  readonly deviceCode: string
  /** Seconds between two questions. */
  readonly interval: number
}

/** Seconds for which a code is waited for at most, whatever the server says. */
const longest = 24 * 3600

const again = 'Try again: hfn login --web'

const requestCode = async (hub: HubClient, signal: AbortSignal | undefined): Promise<Pending> => {
  const answer = await sendForm(hub, '/oauth/device', { client_id: clientId(hub.env) }, signal)
  const { values } = answer
  const deviceCode = textOf(values['device_code'])
  const code = lineOf(values['user_code'], 200)
  const address = textOf(values['verification_uri_complete']) ?? textOf(values['verification_uri']) ?? ''
  const url = namedAddress(address, hub.endpoint)
  if (deviceCode === undefined || code === undefined || url === undefined)
    throw new HfnError('BAD_ANSWER', `${hub.endpoint} gives no code to log in with: ${refusalOf(answer)}`, {
      hint: 'Log in with a token instead: hfn login --token @file',
    })
  return {
    deviceCode,
    code,
    url: url.href,
    // RFC 8628 §3.2: five seconds when the server does not say; bounded, for it may say anything.
    interval: Math.min(60, Math.max(1, secondsOf(values['interval']) ?? 5)),
    expiresIn: Math.min(longest, secondsOf(values['expires_in']) ?? 900),
  }
}

/** What the error codes of RFC 8628 §3.5 mean; those left out mean: ask again. */
const refused = (error: string, reason: string): HfnError => {
  if (error === 'expired_token') return new HfnError('TIMEOUT', 'The code was not used in time', { hint: again })
  if (error === 'access_denied')
    return new HfnError('FORBIDDEN', 'The login was refused in the browser', { hint: again })
  return new HfnError('BAD_ANSWER', `The Hub ends the login: ${reason}`, { hint: again })
}

/** Asks until the user has decided. Troubles on the way end nothing: the code is good for as long as it is good. */
const poll = async (hub: HubClient, pending: Pending, signal: AbortSignal | undefined): Promise<Grant> => {
  const { deviceCode, expiresIn } = pending
  const fields = {
    grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
    device_code: deviceCode,
    client_id: clientId(hub.env),
  }
  const end = Date.now() + expiresIn * 1000
  let { interval } = pending
  while (Date.now() < end) {
    const answer = await sendForm(hub, '/oauth/token', fields, signal).catch(() => undefined)
    if (signal?.aborted) throw abortReason(signal)
    const grant = answer && grantOf(answer)
    if (grant !== undefined) return grant
    const isTooMuch = answer?.status === 429
    const error = answer && answer.status < 500 && !isTooMuch ? textOf(answer.values['error']) : undefined
    // RFC 8628 §3.5: five seconds more, from then on.
    if (error === 'slow_down' || isTooMuch) interval += 5
    else if (answer && error !== undefined && error !== 'authorization_pending') throw refused(error, refusalOf(answer))
    await pause(interval * 1000, signal)
  }
  throw refused('expired_token', '')
}

/**
 * Logs in through a browser on any machine (RFC 8628), as `hf auth login` does, and keeps the login where Python's client keeps it.
 * @throws FORBIDDEN when the user refused, TIMEOUT when the code was not used in time, CANCELLED, BAD_ANSWER, FILE_FAILED
 */
export const deviceLogin = async (hub: HubClient, { onCode, name, signal }: DeviceLoginOptions): Promise<Login> => {
  const pending = await requestCode(hub, signal)
  const { url, code, expiresIn } = pending
  onCode({ url, code, expiresIn })
  return keepLogin(hub, { grant: await poll(hub, pending, signal), name, signal })
}
