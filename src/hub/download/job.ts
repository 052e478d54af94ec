import type { Answer, Timeouts } from '../../core/http.ts'
import type { Destination } from '../cache/contract.ts'
import type { HubClient } from '../client/contract.ts'
import type { Repo } from '../reference.ts'
import type { Entry } from './entry.ts'
import { Gate } from './gate.ts'
import type { Progress } from './progress.ts'
import type { Slots } from './slots.ts'

/** Where a file's bytes are, and the answer that brings them when they were asked for already. */
export interface Found {
  readonly url: string
  readonly answer?: Answer | undefined
}

/** How files of one commit are asked for. */
export interface Asking {
  readonly hub: HubClient
  /** Its revision is the commit. */
  readonly repo: Repo
  readonly gate: Gate
  readonly timeouts: Partial<Timeouts>
  /** Where the only file is, when that was asked before; told once, for places do not stay. */
  readonly where?: (() => Found | undefined) | undefined
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
const transferTimeouts = ({ env, options }: HubClient): Partial<Timeouts> => {
  const given = Number(env['HF_HUB_DOWNLOAD_TIMEOUT'])
  const silence = Math.round(1000 * (given > 0 && given < 86_400 ? given : usualSilence))
  return { firstByte: silence, idle: silence, ...options.timeouts }
}

/** For files of the revision that `repo` has. */
export const askingOf = (hub: HubClient, repo: Repo, where?: Asking['where']): Asking => ({
  hub,
  repo,
  gate: new Gate(),
  timeouts: transferTimeouts(hub),
  where,
})
