import { placesOf } from '../places.ts'
import { readRepo, type RepoInput } from '../reference.ts'
import { ownEnvironment, type Environment } from '../settings.ts'
import type { RepoCache } from './contract.ts'
import { openRepoCache } from './open-repo-cache.ts'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'

export interface CachedOptions {
  /** Branch, tag or commit; default what the repo says, else `main`. */
  readonly revision?: string | undefined
  /** Folder of the cache; default HF_HUB_CACHE, else `$HF_HOME/hub`. */
  readonly cache?: string | undefined
  /** Read instead of `process.env`. */
  readonly env?: Environment | undefined
}

/** What the cache holds of a commit. */
export interface Snapshot {
  readonly folder: string
  /** Files of the commit that are not there; undefined when nobody noted which files it has. */
  readonly missing: readonly string[] | undefined
}

/** The files of a commit in the cache; undefined when there are none. */
export const snapshotOf = async (cache: RepoCache, commit: string): Promise<Snapshot | undefined> => {
  const folder = join(cache.folder, 'snapshots', commit)
  const stats = await stat(folder).catch(() => undefined)
  if (stats?.isDirectory() !== true) return undefined
  const tree = await cache.tree(commit)
  if (tree === undefined) return { folder, missing: undefined }
  const missing: string[] = []
  for (const { path } of tree.files) if ((await cache.find(commit, path)) === undefined) missing.push(path)
  return { folder, missing }
}

/**
 * Where a file of a repo lies in the cache, or without a path the folder of all its files; undefined when it does not lie
 * there, or not all of them. Nothing is asked of the network. @throws BAD_ARGUMENT when the text is no repo
 */
export const cached = async (
  repo: RepoInput,
  path?: string,
  options: CachedOptions = {},
): Promise<string | undefined> => {
  const { env = ownEnvironment() } = options
  const place = readRepo(repo)
  const cache = openRepoCache(options.cache ?? placesOf(env).cache, place, { env })
  const commit = await cache.commitOf(options.revision ?? place.revision ?? 'main')
  if (commit === undefined) return undefined
  const wanted = path ?? place.path
  if (wanted !== undefined) return cache.find(commit, wanted)
  const snapshot = await snapshotOf(cache, commit)
  return snapshot?.missing?.length ? undefined : snapshot?.folder
}
