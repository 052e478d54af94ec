import { HfnError } from '../../core/error.ts'
import type { TreeFile } from '../cache/contract.ts'
import type { DownloadedFile, FailedFile } from './contract.ts'
import { fetchFile } from './fetch-file.ts'
import { kindOf } from './fill.ts'
import type { Job } from './job.ts'
import { Outlook } from './outlook.ts'

/** Large files that are open at once: more would only leave more of them unfinished when it is cut. */
const largeAtOnce = 3

const asError = (failure: unknown): HfnError =>
  HfnError.is(failure) ? failure : new HfnError('INTERNAL', String(failure), { cause: failure })

export interface Fetched {
  readonly files: readonly DownloadedFile[]
  readonly failed: readonly FailedFile[]
  /** Why the rest was not tried. */
  readonly stopped: HfnError | undefined
}

/** Fetches the files, small ones many at a time beside a few large ones. One that fails does not stop the others, unless they would fail too. */
export const fetchFiles = async (job: Job, wanted: readonly TreeFile[], outer: AbortSignal): Promise<Fetched> => {
  const stop = new AbortController()
  const signal = AbortSignal.any([outer, stop.signal])
  const outlook = new Outlook()
  const files: DownloadedFile[] = []
  const failed: FailedFile[] = []
  let stopped: HfnError | undefined

  const one = async (file: TreeFile): Promise<void> => {
    job.progress.start(file.path)
    try {
      files.push(await fetchFile(job, file, signal))
      outlook.succeed()
      job.progress.finish(file.path)
    } catch (failure) {
      if (stopped !== undefined) return job.progress.leave(file.path)
      if (outer.aborted) job.progress.leave(file.path)
      else job.progress.fail(file.path)
      const error = asError(failure)
      failed.push({ path: file.path, error })
      if (!outer.aborted && !outlook.isHopeless(error)) return
      stopped = error
      stop.abort(error)
    }
  }
  const lane = async (line: Iterator<TreeFile>): Promise<void> => {
    for (let next = line.next(); next.done !== true && stopped === undefined; next = line.next()) await one(next.value)
  }
  const lanes = (line: readonly TreeFile[], width: number): Promise<void>[] => {
    const iterator = line.values()
    return Array.from({ length: Math.min(width, line.length) }, () => lane(iterator))
  }
  const small = wanted.filter((file) => kindOf(file) === 'small')
  const large = wanted.filter((file) => kindOf(file) === 'large')
  await Promise.all([...lanes(small, job.slots.limit), ...lanes(large, largeAtOnce)])
  return { files, failed, stopped }
}
