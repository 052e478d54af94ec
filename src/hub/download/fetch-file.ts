import { HfnError } from '../../core/error.ts'
import { pause } from '../../core/pause.ts'
import { etagOf, type Partial, type TreeFile } from '../cache/contract.ts'
import { codeOf } from '../../core/system-error.ts'
import type { DownloadedFile } from './contract.ts'
import { corrupt } from './corrupt.ts'
import { fill } from './fill.ts'
import type { Job } from './job.ts'
import { PartialFile } from './partial-file.ts'

/** Tries to open a file while too many are open, and milliseconds between them. */
const openTries = 20
const openWait = 100

/** Waits for other files to be closed where this process may not open another one. */
const whenFree = async <Opened>(open: () => Promise<Opened>, signal: AbortSignal): Promise<Opened> => {
  for (let left = openTries; ; left--) {
    try {
      return await open()
    } catch (failure) {
      const cause = HfnError.is(failure) ? failure.cause : undefined
      if (left === 0 || !['EMFILE', 'ENFILE'].includes(codeOf(cause))) throw failure
      await pause(openWait, signal)
    }
  }
}

/** Brings the bytes into their place and proves them; wrong ones are thrown away, and fetched once more. */
const bring = async (job: Job, file: TreeFile, place: Partial, signal: AbortSignal): Promise<void> => {
  const partial = await whenFree(() => PartialFile.open(place, file), signal)
  try {
    job.progress.resume(partial.bytes)
    for (let wrong = 0; ; wrong++) {
      await fill({ job, file, partial, signal })
      const got = await partial.hash()
      if (got === etagOf(file)) break
      job.progress.lose(partial)
      await partial.reset()
      if (wrong > 0) throw corrupt(file, got)
    }
  } catch (failure) {
    await partial.keep()
    throw failure
  }
  await partial.close()
}

/** Fetches one file, unless another process does meanwhile. */
export const fetchFile = async (job: Job, file: TreeFile, signal: AbortSignal): Promise<DownloadedFile> => {
  const { destination, force, progress } = job
  const begun = await whenFree(() => job.entry.use(() => destination.begin(file, { signal, force })), signal)
  if (typeof begun === 'string') {
    progress.resume(file.size)
    return { path: file.path, size: file.size, local: begun, fetched: false }
  }
  try {
    await bring(job, file, begun, signal)
    const local = await destination.publish(begun, file)
    return { path: file.path, size: file.size, local, fetched: true }
  } catch (failure) {
    await begun.release()
    throw failure
  }
}
