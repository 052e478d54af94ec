import { deadline, pause } from '../../core/pause.ts'
import type { HubClient } from '../client/contract.ts'
import type { SpaceInfo, SpaceRuntime, WaitOptions } from './contract.ts'
import { spaceInfo, spaceRuntime } from './info.ts'
import { notRunning, tooSlow } from './not-running.ts'
import { stageOf } from './stages.ts'
import { visitSpace } from './start.ts'

/** Milliseconds a Space may take to run unless the caller says otherwise. */
const usualTimeout = 600_000

/** Milliseconds to the second look. */
const usualInterval = 1000

/** Waits until a Space runs of which this much is known already. */
export const waitFor = async (hub: HubClient, info: SpaceInfo, options: WaitOptions = {}): Promise<SpaceRuntime> => {
  const { timeout = usualTimeout, interval = usualInterval, start = true, onStage } = options
  const { signal, isOver } = deadline(timeout, options.signal)
  let runtime: SpaceRuntime = info
  let told: string | undefined
  try {
    for (let wait = interval; ; wait = Math.min(wait * 1.5, 5 * interval)) {
      if (runtime.stage !== told) onStage?.(runtime.stage)
      told = runtime.stage
      const { course } = stageOf(told)
      if (course === 'runs') return runtime
      if (course === 'stays' || (course === 'sleeps' && !start)) throw notRunning(info.id, runtime, hub.endpoint)
      if (course === 'sleeps') await visitSpace(hub, info, { signal })
      await pause(wait, signal)
      runtime = await spaceRuntime(hub, info.id, { signal })
    }
  } catch (error) {
    throw isOver() ? tooSlow(info.id, runtime, hub.endpoint) : error
  }
}

/**
 * Waits until a Space runs, and wakes it when it sleeps; gives how it stands then.
 * @throws NOT_RUNNING at once when waiting does not help, with the Hub's reason; TIMEOUT
 */
export const waitForSpace = async (hub: HubClient, id: string, options: WaitOptions = {}): Promise<SpaceRuntime> =>
  waitFor(hub, await spaceInfo(hub, id, options), options)
