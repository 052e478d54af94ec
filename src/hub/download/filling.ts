import type { TreeFile } from '../cache/contract.ts'
import type { Job } from './job.ts'
import type { PartialFile } from './partial-file.ts'

/** What one file is fetched with. */
export interface Filling {
  readonly job: Job
  readonly file: TreeFile
  readonly partial: PartialFile
  readonly signal: AbortSignal
}
