import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { HfnError } from '../../core/error.ts'
import { walk } from '../cache/walk.ts'
import type { HubClient } from '../client/contract.ts'
import { pathFault, repoName, type Repo } from '../reference.ts'
import type { Download, DownloadedFile, DownloadOptions } from './contract.ts'
import { isOutage } from './outlook.ts'
import { resultOf } from './result.ts'
import type { Stores } from './stores.ts'
import { select } from './select.ts'

/** Names that are looked for one by one. */
const fewNames = 32

const there = async (path: string, local: string): Promise<DownloadedFile> => ({
  path,
  size: (await stat(local)).size,
  local,
  fetched: false,
})

/** The answer to a request for files by name that the cache has all of, which then nobody needs to be asked about. */
export const fromCache = async (
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
  if (!plain || names.length === 0 || names.length > fewNames) return undefined
  const files: DownloadedFile[] = []
  for (const path of names) {
    const local = await cache.find(commit, path)
    if (local === undefined) return undefined
    files.push(await there(path, local))
  }
  return resultOf(destination(commit), { commit, files, names, bytes: 0 })
}

/** Files below a folder; undefined when there are none, or one of them is a link to nothing. */
const filesIn = async (folder: string): Promise<DownloadedFile[] | undefined> => {
  const files: DownloadedFile[] = []
  try {
    for await (const { path } of walk(folder)) files.push(await there(path, join(folder, path)))
  } catch {
    return undefined
  }
  return files.length === 0 ? undefined : files
}

/** Whether it is for want of a network that the files of a commit are not known. */
const isCutOff = (failure: unknown): failure is HfnError =>
  HfnError.is(failure) && (failure.code === 'OFFLINE' || isOutage(failure))

/** Undefined where a name or a pattern fits nothing, which need not mean that there is no such file. */
const chosen = (
  files: readonly DownloadedFile[],
  options: DownloadOptions,
  repo: Repo,
): readonly DownloadedFile[] | undefined => {
  try {
    return select(files, options, repo)
  } catch {
    return undefined
  }
}

/**
 * What the cache has of a commit of which nobody noted the files, as in caches of older clients, when the Hub could not be asked
 * for them; said with a warning, for it may be less than all. @throws the failure when that is nothing, or not what was named
 */
export const fromSnapshot = async (
  hub: HubClient,
  repo: Repo,
  {
    commit,
    stores,
    options,
    failure,
  }: {
    readonly commit: string
    readonly stores: Stores
    readonly options: DownloadOptions
    readonly failure: unknown
  },
): Promise<Download> => {
  const destination = stores.destination(commit)
  const usable = isCutOff(failure) && options.folder === undefined && options.force !== true
  const known = usable ? await filesIn(destination.folder) : undefined
  if (known === undefined) throw failure
  const files = chosen(known, options, repo)
  if (files === undefined) throw failure
  hub.warn(`Nobody noted which files ${repoName(repo)} has at ${commit.slice(0, 12)}; taking those that are here`)
  return resultOf(destination, { commit, files, names: options.files, bytes: 0 })
}
