import { HfnError } from '../../core/error.ts'
import type { Options } from '../../core/options.ts'
import type { HubClient } from '../client/contract.ts'
import { spaceToken } from './access.ts'
import type { SpaceInfo, SpaceRuntime, StartOptions } from './contract.ts'
import { restartSpace } from './control.ts'
import { spaceHost } from './host.ts'
import { spaceInfo, spaceRuntime } from './info.ts'
import { notRunning } from './not-running.ts'
import { stageOf } from './stages.ts'

/** Milliseconds a visit may take: it has done its work when it has come. */
const visit = 10_000

/** Visits a Space's host, which wakes it; what it answers does not matter, nor whether it does. */
export const visitSpace = async (hub: HubClient, info: SpaceInfo, { signal }: Options = {}): Promise<void> => {
  const host = await spaceHost(hub, info, { signal })
  const token = await spaceToken(hub, info, host)
  try {
    const answer = await hub.http({
      method: 'HEAD',
      url: host.href,
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      redirect: 'manual',
      retry: 'never',
      timeouts: { connect: visit, firstByte: visit },
      signal,
    })
    await answer.discard()
  } catch (error) {
    if (signal?.aborted === true || !HfnError.is(error)) throw error
  }
}

/** Starts a Space that sleeps, and one that its owner paused where `restart` says so; gives how it stands then. */
export const startSpace = async (
  hub: HubClient,
  id: string,
  { restart = false, signal }: StartOptions = {},
): Promise<SpaceRuntime> => {
  const info = await spaceInfo(hub, id, { signal })
  const { course } = stageOf(info.stage)
  if (course === 'stays' && !restart) throw notRunning(id, info, hub.endpoint)
  if (course === 'stays') return restartSpace(hub, id, { signal })
  if (course === 'sleeps') await visitSpace(hub, info, { signal })
  return spaceRuntime(hub, id, { signal })
}
