import type { HubClient } from './client/contract.ts'
import type { Removed, RemoveOptions } from './cache/remove.ts'
import type { CacheScan } from './cache/scan.ts'
import type { VerifiedRepo, VerifyRepoOptions } from './cache/verify-repo.ts'
import { readRepo, type RepoInput } from './reference.ts'

/** The cache of downloads, which Python's client shares. */
export interface ManagedCache {
  /** Its folder. */
  folder(): Promise<string>
  /** The path of a file that lies there, or of a repo's files; undefined when they do not. */
  find(
    repo: RepoInput,
    path?: string,
    options?: { readonly revision?: string | undefined },
  ): Promise<string | undefined>
  /** What is in it. */
  scan(): Promise<CacheScan>
  /** Removes repos (`owner/name`, `datasets/owner/name`) or revisions of them (`owner/name@main`). @throws NOT_FOUND */
  remove(selectors: readonly string[], options?: RemoveOptions): Promise<Removed>
  /** Removes revisions that no branch or tag leads to any more, and what downloads left unfinished. */
  prune(options?: RemoveOptions): Promise<Removed>
  /** Reads all files of a repo again and compares their hashes with the Hub's. */
  verify(repo: RepoInput, options?: Omit<VerifyRepoOptions, 'cache'>): Promise<VerifiedRepo>
}

/** The cache that a client downloads into. */
export const managedCache = (hub: HubClient): ManagedCache => {
  const folder = async (): Promise<string> => hub.options.cache ?? (await import('./places.ts')).placesOf(hub.env).cache
  return {
    folder,
    find: async (repo, path, options) =>
      (await import('./cache/lookup.ts')).cached(repo, path, { ...options, cache: await folder(), env: hub.env }),
    scan: async () => (await import('./cache/scan.ts')).scanCache(await folder()),
    remove: async (selectors, options) =>
      (await import('./cache/remove.ts')).removeFromCache(await folder(), selectors, options),
    prune: async (options) => (await import('./cache/remove.ts')).pruneCache(await folder(), options),
    verify: async (repo, options) =>
      (await import('./cache/verify-repo.ts')).verifyRepo(hub, readRepo(repo), { ...options, cache: await folder() }),
  }
}
