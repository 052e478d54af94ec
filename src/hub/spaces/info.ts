import type { Options } from '../../core/options.ts'
import type { HubClient, HubRequest } from '../client/contract.ts'
import { apiRoute } from '../route.ts'
import type { SpaceInfo, SpaceRuntime } from './contract.ts'
import { readRuntime, readSpace } from './read-space.ts'

/** A request about a Space, below `/api/spaces/owner/name`. */
export const spaceRequest = (
  id: string,
  below: string,
  request: Omit<HubRequest, 'path' | 'about'> = {},
): HubRequest => ({
  ...request,
  path: apiRoute({ type: 'space', id }, ...(below === '' ? [] : [below])),
  about: `space ${id}`,
})

/** What the Hub says of a Space. @throws NOT_FOUND when there is none, or none this token may see */
export const spaceInfo = async (hub: HubClient, id: string, { signal }: Options = {}): Promise<SpaceInfo> =>
  readSpace(await hub.json(spaceRequest(id, '', { signal })), id, hub.endpoint)

/** How a Space stands. */
export const spaceRuntime = async (hub: HubClient, id: string, { signal }: Options = {}): Promise<SpaceRuntime> =>
  readRuntime(await hub.json(spaceRequest(id, 'runtime', { signal })), id)
