import { deadline, pause } from '../../core/pause.ts'
import type { HubClient } from '../client/contract.ts'
import type { Endpoint, EndpointWaitOptions } from './contract.ts'
import { endpointInfo } from './manage.ts'
import { nameOf, notRunning, stateOf, tooSlow } from './states.ts'
import { visit } from './visit.ts'

/** Milliseconds it may take unless the caller says otherwise: large models are fetched first. */
const usualTimeout = 30 * 60_000

/** Waits for an endpoint of which this much is known already. */
const waitFor = async (
  hub: HubClient,
  known: Endpoint,
  { interval = 5000, wake = false, onState, signal }: EndpointWaitOptions,
  look: (endpoint: Endpoint) => void,
): Promise<Endpoint> => {
  let told: string | undefined
  let wait = interval / 10
  for (let endpoint = known; ; endpoint = await endpointInfo(hub, nameOf(endpoint), { signal })) {
    look(endpoint)
    if (endpoint.state !== told) onState?.(endpoint)
    told = endpoint.state
    const { course } = stateOf(endpoint)
    // A private one is reached through its owner's network only.
    if (course === 'runs' && (endpoint.type === 'private' || (await visit(hub, endpoint, { signal })))) return endpoint
    if (course === 'stays' || (course === 'sleeps' && !wake)) throw notRunning(endpoint)
    if (course === 'sleeps') await visit(hub, endpoint, { signal, hold: Math.ceil(interval / 1000) })
    await pause(wait, signal)
    wait = Math.min(wait * 1.5, interval)
  }
}

/**
 * Waits until an endpoint runs and says that it is well; gives how it stands then.
 * @param name `name`, or `namespace/name`
 * @throws NOT_RUNNING at once when waiting does not help (paused, failed, or scaled to zero without `wake`); TIMEOUT
 */
export const waitForEndpoint = async (
  hub: HubClient,
  name: string,
  options: EndpointWaitOptions = {},
): Promise<Endpoint> => {
  const { timeout = usualTimeout } = options
  const { signal, isOver } = deadline(timeout, options.signal)
  let last: Endpoint | undefined
  try {
    const known = await endpointInfo(hub, name, { signal })
    return await waitFor(hub, known, { ...options, signal }, (endpoint) => (last = endpoint))
  } catch (error) {
    throw isOver() && last !== undefined ? tooSlow(last) : error
  }
}
