import { refuse } from '../../answer.ts'
import type { Hub } from '../../hub.ts'
import type { HubRequest } from '../../request.ts'

/** Seconds a token is good for; clients renew it a minute before. */
const lifetime = 900

export type Scope = 'read' | 'write'

/** What lets a client into Xet's storage; the Hub's own token is not wanted there. */
interface XetAccess {
  readonly casUrl: string
  /** Unix time. */
  readonly exp: number
  readonly accessToken: string
}

const tokenOf = (hub: Hub, scope: Scope, exp: number): string =>
  `xet-${scope}-${exp}-${hub.sign(`xet ${scope} ${exp}`)}`

export function accessOf(hub: Hub, scope: Scope): XetAccess {
  const exp = Math.floor(Date.now() / 1000) + lifetime
  return { casUrl: `${hub.cdnUrl}/cas`, exp, accessToken: tokenOf(hub, scope, exp) }
}

/** The same as headers. */
export const accessHeaders = ({ casUrl, exp, accessToken }: XetAccess): Record<string, string> => ({
  'x-xet-cas-url': casUrl,
  'x-xet-token-expiration': String(exp),
  'x-xet-access-token': accessToken,
})

/** Refuses a request without a token for this; one to write may read. */
export function authorize({ hub, headers }: HubRequest, scope: Scope): void {
  const [, token = '', given, exp] = /^Bearer (xet-(read|write)-(\d+)-.+)$/.exec(headers.authorization ?? '') ?? []
  const good = (given === 'read' || given === 'write') && token === tokenOf(hub, given, Number(exp))
  if (!good || Number(exp) < Date.now() / 1000) throw refuse(401, 'Unauthorized')
  if (scope === 'write' && given !== 'write') throw refuse(403, 'Forbidden')
}
