import type { Answer, Timeouts } from '../../core/http.ts'
import type { Destination } from '../cache/contract.ts'
import type { HubClient } from '../client/contract.ts'
import type { Repo } from '../reference.ts'
import type { Entry } from './entry.ts'
import type { Gate } from './gate.ts'
import type { Progress } from './progress.ts'
import type { Slots } from './slots.ts'

/** How files of one commit are asked for. */
export interface Asking {
  readonly hub: HubClient
  /** Its revision is the commit. */
  readonly repo: Repo
  readonly gate: Gate
  readonly timeouts: Partial<Timeouts>
  /** The Hub's answer to the question where a file is, when it was asked before; only once. */
  readonly where?: ((path: string) => Promise<Answer | undefined> | undefined) | undefined
}

/** What the transfers of one download share. */
export interface Job extends Asking {
  readonly destination: Destination
  readonly slots: Slots
  /** Where files wait until a place on the disk is made for them. */
  readonly entry: Entry
  readonly progress: Progress
  readonly force: boolean
}

/** Seconds a connection may be silent; as HF_HUB_DOWNLOAD_TIMEOUT says, which is 10 in Python, where nothing goes on by itself. */
const usualSilence = 20

/** The limits of one connection that brings a file. */
export const transferTimeouts = ({ env, options }: HubClient): Partial<Timeouts> => {
  const given = Number(env['HF_HUB_DOWNLOAD_TIMEOUT'])
  const silence = Math.round(1000 * (given > 0 && given < 86_400 ? given : usualSilence))
  return { firstByte: silence, idle: silence, ...options.timeouts }
}
