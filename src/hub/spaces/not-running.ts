import { HfnError } from '../../core/error.ts'
import type { SpaceRuntime } from './contract.ts'
import { stageOf } from './stages.ts'

/** The error of a Space that does not run, and will not by waiting. */
export const notRunning = (id: string, { stage, errorMessage }: SpaceRuntime, endpoint: string): HfnError => {
  const { says, next } = stageOf(stage)
  const why = errorMessage === undefined ? '' : `: ${errorMessage}`
  return new HfnError('NOT_RUNNING', `Space ${id} ${says} (${stage})${why}`, {
    hint: next({ id, page: `${endpoint}/spaces/${id}` }),
  })
}

/** The error of a Space that takes too long. */
export const tooSlow = (id: string, { stage }: SpaceRuntime, endpoint: string): HfnError =>
  new HfnError('TIMEOUT', `Space ${id} does not run within the time given: it ${stageOf(stage).says} (${stage})`, {
    hint: stageOf(stage).next({ id, page: `${endpoint}/spaces/${id}` }),
  })
