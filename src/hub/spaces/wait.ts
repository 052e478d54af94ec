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

/** Looks at a Space until it runs; `tell` is told of each look. */
const follow = async (
  hub: HubClient,
  info: SpaceInfo,
  options: WaitOptions & { readonly tell: (runtime: SpaceRuntime) => void },
): Promise<SpaceRuntime> => {
  const { interval = usualInterval, start = true, signal, onStage, tell } = options
  let runtime: SpaceRuntime = info
  let told: string | undefined
  for (let wait = interval; ; wait = Math.min(wait * 1.5, 5 * interval)) {
    tell(runtime)
    if (runtime.stage !== told) onStage?.(runtime.stage)
    told = runtime.stage
    const { course } = stageOf(told)
    if (course === 'runs') return runtime
    if (course === 'stays' || (course === 'sleeps' && !start)) throw notRunning(info.id, runtime, hub.endpoint)
    if (course === 'sleeps') await visitSpace(hub, info, { signal })
    await pause(wait, signal)
    runtime = await spaceRuntime(hub, info.id, { signal })
  }
}

/** Waits until a Space runs; `look` is the first look at it, which the time given is for too. Gives what that found. */
export const waitAfter = async <Found extends { readonly info: SpaceInfo }>(
  hub: HubClient,
  look: (signal: AbortSignal) => Promise<Found>,
  options: WaitOptions,
): Promise<Found & { readonly runtime: SpaceRuntime }> => {
  const { signal, isOver } = deadline(options.timeout ?? usualTimeout, options.signal)
  let id = ''
  let last: SpaceRuntime | undefined
  try {
    const found = await look(signal)
    id = found.info.id
    const runtime = await follow(hub, found.info, { ...options, signal, tell: (stands) => (last = stands) })
    return { ...found, runtime }
  } catch (error) {
    throw last !== undefined && isOver() ? tooSlow(id, last, hub.endpoint) : error
  }
}

/**
 * Waits until a Space runs, and wakes it when it sleeps; gives how it stands then.
 * @throws NOT_RUNNING at once when waiting does not help, with the Hub's reason; TIMEOUT
 */
export const waitForSpace = async (hub: HubClient, id: string, options: WaitOptions = {}): Promise<SpaceRuntime> => {
  const look = async (signal: AbortSignal) => ({ info: await spaceInfo(hub, id, { ...options, signal }) })
  return (await waitAfter(hub, look, options)).runtime
}
