import type { Options } from '../../core/options.ts'
import type { HubClient, HubRequest } from '../client/contract.ts'
import type { HardwareOptions, RestartOptions, SpaceRuntime } from './contract.ts'
import { spaceRequest } from './info.ts'
import { readRuntime } from './read-space.ts'

/** Asks for a change; its answer is how the Space stands then. */
const change = async (
  hub: HubClient,
  id: string,
  below: string,
  request: Pick<HubRequest, 'json' | 'query' | 'signal'>,
): Promise<SpaceRuntime> => readRuntime(await hub.json(spaceRequest(id, below, { ...request, method: 'POST' })), id)

/** Stops a Space and starts it again; its owner may. */
export const restartSpace = (
  hub: HubClient,
  id: string,
  { factory = false, signal }: RestartOptions = {},
): Promise<SpaceRuntime> => change(hub, id, 'restart', { query: factory ? { factory } : {}, signal })

/** Stops a Space until its owner restarts it; it costs nothing meanwhile. */
export const pauseSpace = (hub: HubClient, id: string, { signal }: Options = {}): Promise<SpaceRuntime> =>
  change(hub, id, 'pause', { signal })

/** After how many seconds without a visitor a Space goes to sleep; -1 for never. */
export const setSleepTime = (
  hub: HubClient,
  id: string,
  seconds: number,
  { signal }: Options = {},
): Promise<SpaceRuntime> => change(hub, id, 'sleeptime', { json: { seconds }, signal })

/** Asks for other hardware, such as `t4-small`. */
export const setHardware = (
  hub: HubClient,
  id: string,
  flavor: string,
  { sleepTime, signal }: HardwareOptions = {},
): Promise<SpaceRuntime> => change(hub, id, 'hardware', { json: { flavor, sleepTimeSeconds: sleepTime }, signal })
