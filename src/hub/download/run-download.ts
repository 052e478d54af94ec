import { stat } from 'node:fs/promises'
import { HfnError } from '../../core/error.ts'
import type { Destination, RepoCache, TreeFile } from '../cache/contract.ts'
import type { HubClient } from '../client/contract.ts'
import { pathFault, type Repo } from '../reference.ts'
import type { Download, DownloadedFile, DownloadOptions } from './contract.ts'
import { fetchFiles } from './fetch-files.ts'
import { Gate } from './gate.ts'
import { incomplete, notInCache } from './incomplete.ts'
import { transferTimeouts, type Job } from './job.ts'
import { makePlan } from './plan.ts'
import { Progress } from './progress.ts'
import { resolveCommit } from './resolve-commit.ts'
import { Slots } from './slots.ts'
import { checkSpace } from './space.ts'

const usualConcurrency = 64
const mostConcurrency = 128

/** Files that are looked for at once. */
const lookups = 32

/** Where a download finds and puts things. */
export interface Stores {
  readonly cache: RepoCache
  readonly destination: (commit: string) => Destination
}

const checkedConcurrency = (given = usualConcurrency): number => {
  if (Number.isInteger(given) && given >= 1 && given <= mostConcurrency) return given
  throw new HfnError('BAD_ARGUMENT', `${given} connections are not possible`, { hint: `Take 1 to ${mostConcurrency}.` })
}

/** The files that are there already. */
const findAll = async (destination: Destination, files: readonly TreeFile[]): Promise<Map<TreeFile, string>> => {
  const found = new Map<TreeFile, string>()
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

const jobOf = (hub: HubClient, repo: Repo, destination: Destination, options: DownloadOptions): Job => ({
  hub,
  repo,
  destination,
  gate: new Gate(),
  timeouts: transferTimeouts(hub),
  slots: new Slots(checkedConcurrency(options.concurrency)),
  progress: new Progress(options.onProgress),
  force: options.force === true,
})

/** The answer to a request for files by name that the cache has all of, which then nobody needs to be asked about. */
const fromCache = async (
  commit: string,
  { cache, destination }: Stores,
  options: DownloadOptions,
): Promise<Download | undefined> => {
  const { files: names = [], folder, include, exclude, force } = options
  const plain =
    names.every((name) => pathFault(name) === undefined) &&
    folder === undefined &&
    include === undefined &&
    exclude === undefined &&
    force !== true
  if (!plain || names.length === 0 || names.length > lookups) return undefined
  const files: DownloadedFile[] = []
  for (const path of names) {
    const local = await cache.find(commit, path)
    if (local === undefined) return undefined
    files.push({ path, size: await sizeOf(local), local, fetched: false })
  }
  return resultOf(destination(commit), { commit, files, names, bytes: 0 })
}

const sizeOf = async (path: string): Promise<number> => (await stat(path)).size

const resultOf = (
  { folder }: Destination,
  { names, ...known }: Omit<Download, 'folder' | 'path'> & { readonly names: DownloadOptions['files'] },
): Download => {
  const [only, ...others] = known.files
  const single = names?.length === 1 && others.length === 0 && only?.path === names[0]
  return { ...known, folder, path: (single ? only?.local : undefined) ?? folder }
}

/** Brings files of a repo into the stores. */
export const runDownload = async (
  hub: HubClient,
  repo: Repo,
  stores: Stores,
  options: DownloadOptions,
): Promise<Download> => {
  const signal = options.signal ?? new AbortController().signal
  const { cache } = stores
  const commit = await resolveCommit(hub, repo, { cache, signal })
  const known = await fromCache(commit, stores, options)
  if (known !== undefined) return known
  const { files, refused } = await makePlan(hub, repo, commit, { cache, options, signal })
  const destination = stores.destination(commit)
  const job = jobOf(hub, { ...repo, revision: commit }, destination, options)
  const found = job.force ? new Map<TreeFile, string>() : await findAll(destination, files)
  const wanted = files.filter((file) => !found.has(file))
  const bytes = wanted.reduce((sum, { size }) => sum + size, 0)
  const there = (file: TreeFile): DownloadedFile => ({
    path: file.path,
    size: file.size,
    local: found.get(file),
    fetched: false,
  })
  if (options.dryRun === true)
    return resultOf(destination, { commit, files: files.map(there), names: options.files, bytes })
  if (hub.offline && wanted.length > 0) throw notInCache(repo, wanted, files.length)
  job.progress.expect({ done: found.size, total: files.length + refused.length }, bytes)
  await checkSpace(destination, wanted)
  const fetched = await fetchFiles(job, wanted, signal)
  job.progress.end()
  const failed = [...refused, ...fetched.failed]
  const done = found.size + fetched.files.length
  const total = files.length + refused.length
  const shortfall = { failed, total, done, stopped: fetched.stopped, aborted: signal.aborted, bytes: job.progress.left }
  if (done < total) throw incomplete(repo, shortfall)
  const byPath = new Map(fetched.files.map((file) => [file.path, file]))
  const all = files.map((file) => byPath.get(file.path) ?? there(file))
  return resultOf(destination, { commit, files: all, names: options.files, bytes: job.progress.received })
}
