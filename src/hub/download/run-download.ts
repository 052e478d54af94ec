import { HfnError } from '../../core/error.ts'
import type { Destination, TreeFile } from '../cache/contract.ts'
import type { HubClient } from '../client/contract.ts'
import type { Repo } from '../reference.ts'
import type { Download, DownloadedFile, DownloadOptions } from './contract.ts'
import { Entry } from './entry.ts'
import { fetchFiles } from './fetch-files.ts'
import { firstLook } from './first-look.ts'
import { fromCache, fromSnapshot } from './from-cache.ts'
import { incomplete, notInCache } from './incomplete.ts'
import { askingOf, type Asking, type Job } from './job.ts'
import { makePlan, type Plan } from './plan.ts'
import { Progress } from './progress.ts'
import { resolveCommit } from './resolve-commit.ts'
import { resultOf } from './result.ts'
import { Slots } from './slots.ts'
import { checkSpace, contentsFor } from './space.ts'
import { unchanged, type Stores } from './stores.ts'

const usualConcurrency = 64
const mostConcurrency = 128

/** Files that are looked for at once. */
const lookups = 32

const checkedConcurrency = (given = usualConcurrency): number => {
  if (Number.isInteger(given) && given >= 1 && given <= mostConcurrency) return given
  throw new HfnError('BAD_ARGUMENT', `${given} connections are not possible`, { hint: `Take 1 to ${mostConcurrency}.` })
}

/** The files that are there already. */
const findAll = async (destination: Destination, files: readonly TreeFile[]): Promise<Map<TreeFile, string>> => {
  const found = new Map<TreeFile, string>()
  if (await destination.isBare().catch(() => false)) return found
  const line = files.values()
  const look = async (): Promise<void> => {
    for (const file of line) {
      // Whatever keeps a file from being found, fetching it will tell.
      const local = await destination.find(file).catch(() => undefined)
      if (local !== undefined) found.set(file, local)
    }
  }
  await Promise.all(Array.from({ length: lookups }, look))
  return found
}

const sizeOf = (files: readonly TreeFile[]): number => files.reduce((sum, { size }) => sum + size, 0)

const jobOf = (asking: Asking, destination: Destination, options: DownloadOptions): Job => ({
  ...asking,
  destination,
  entry: new Entry(),
  slots: new Slots(checkedConcurrency(options.concurrency)),
  progress: new Progress(options.onProgress),
  force: options.force === true,
})

/** Fetches what is missing of a plan. */
const carryOut = async (job: Job, plan: Plan, options: DownloadOptions, signal: AbortSignal): Promise<Download> => {
  const { hub, repo, destination, progress } = job
  const { commit, files, refused } = plan
  const found = job.force ? new Map<TreeFile, string>() : await findAll(destination, files)
  const wanted = files.filter((file) => !found.has(file))
  const contents = contentsFor(destination, wanted)
  const there = (file: TreeFile): DownloadedFile => ({
    path: file.path,
    size: file.size,
    local: found.get(file),
    fetched: false,
  })
  if (options.dryRun === true)
    return resultOf(destination, { commit, files: files.map(there), names: options.files, bytes: sizeOf(contents) })
  if (hub.offline && wanted.length > 0) throw notInCache(repo, wanted, files.length)
  progress.expect({ done: found.size, total: files.length + refused.length, failed: refused.length }, sizeOf(wanted))
  await checkSpace(destination, contents)
  const fetched = await fetchFiles(job, wanted, signal)
  progress.end()
  const failed = [...refused, ...fetched.failed]
  const done = found.size + fetched.files.length
  const total = files.length + refused.length
  const shortfall = { failed, total, done, stopped: fetched.stopped, aborted: signal.aborted, bytes: progress.left }
  if (done < total) throw incomplete(repo, shortfall)
  const byPath = new Map(fetched.files.map((file) => [file.path, file]))
  const all = files.map((file) => byPath.get(file.path) ?? there(file))
  return resultOf(destination, { commit, files: all, names: options.files, bytes: progress.received })
}

/** Brings files of a repo into the stores. */
export const runDownload = async (
  hub: HubClient,
  repo: Repo,
  given: Stores,
  options: DownloadOptions,
): Promise<Download> => {
  const signal = options.signal ?? new AbortController().signal
  const stores = options.dryRun === true ? unchanged(given) : given
  const { cache } = stores
  const isEnough = async (commit: string): Promise<boolean> => (await fromCache(commit, stores, options)) !== undefined
  const seen = await firstLook(askingOf(hub, repo), { cache, options, isEnough, signal })
  try {
    const commit = seen?.commit ?? (await resolveCommit(hub, repo, { cache, signal }))
    const known = await fromCache(commit, stores, options)
    if (known !== undefined) return known
    let plan: Plan
    try {
      plan =
        seen?.file === undefined
          ? await makePlan(hub, repo, commit, { cache, options, signal })
          : { commit, files: [seen.file], refused: [] }
    } catch (failure) {
      return await fromSnapshot(hub, repo, { commit, stores, options, failure })
    }
    const asking = askingOf(hub, { ...repo, revision: commit }, seen?.where)
    const job = jobOf(asking, stores.destination(commit), options)
    return await carryOut(job, plan, options, signal)
  } finally {
    await seen?.where?.()?.answer?.discard()
  }
}
