import { HfnError } from '../../core/error.ts'
import { oneLine, redactUrl } from '../../core/secret.ts'
import { namedAddress } from '../address.ts'
import type { HubClient } from '../client/contract.ts'
import type { Endpoint } from './contract.ts'
import { nameOf } from './states.ts'

/** How an endpoint is asked. */
interface Visit {
  readonly signal?: AbortSignal | undefined
  /** Seconds that the service may hold the request while the endpoint wakes (its autoscaling guide: X-Scale-Up-Timeout). */
  readonly hold?: number | undefined
}

const wrongAddress = (endpoint: Endpoint, url: string): HfnError =>
  new HfnError('BAD_ANSWER', `The service says that ${nameOf(endpoint)} answers at "${oneLine(redactUrl(url), 80)}"`, {
    hint: 'That is no address to go to; is HFN_ENDPOINTS_URL right?',
  })

/** Where an endpoint says whether it is well. @throws BAD_ANSWER */
const healthAddress = ({ endpointsUrl }: HubClient, endpoint: Endpoint): string => {
  const { url = '', healthRoute } = endpoint
  const address = namedAddress(url, endpointsUrl)
  if (address === undefined) throw wrongAddress(endpoint, url)
  return `${address.origin}${address.pathname.replace(/\/+$/, '')}/${healthRoute.replace(/^\/+/, '')}`
}

const refused = (endpoint: Endpoint, status: number): HfnError =>
  new HfnError('FORBIDDEN', `Endpoint ${nameOf(endpoint)} refuses your token (HTTP ${status})`, {
    hint: 'The token must be of its owner or of a member of its organization: hfn whoami',
    status,
  })

/** Its name may not be known yet, or its machine not be up; its proxy may also say for how long (503 with Retry-After). */
const isAway = ({ code, details }: HfnError): boolean =>
  code === 'UNREACHABLE' || code === 'TIMEOUT' || (code === 'RATE_LIMITED' && details.status === 503)

/** Asks an endpoint whether it is well, which also wakes it; false as long as it is not. @throws FORBIDDEN, BAD_ANSWER */
export const visit = async (hub: HubClient, endpoint: Endpoint, { signal, hold }: Visit = {}): Promise<boolean> => {
  const path = healthAddress(hub, endpoint)
  const token = endpoint.type === 'public' ? undefined : await hub.token()
  const headers = {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(hold === undefined ? {} : { 'x-scale-up-timeout': String(hold) }),
  }
  try {
    const timeouts = { firstByte: 1000 * ((hold ?? 0) + 30) }
    const answer = await hub.send({ path, headers, timeouts, retry: 'never', redirect: 'manual', token: false, signal })
    await answer.discard()
    if (answer.status === 401 || answer.status === 403) throw refused(endpoint, answer.status)
    return answer.status === 200
  } catch (error) {
    if (HfnError.is(error) && !signal?.aborted && isAway(error)) return false
    throw error
  }
}
