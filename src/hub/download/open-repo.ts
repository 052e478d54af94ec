import type { RepoCache } from '../cache/contract.ts'
import { openRepoCache } from '../cache/open-repo-cache.ts'
import type { HubClient } from '../client/contract.ts'
import { placesOf } from '../places.ts'
import { checkedRevision, readRepo, type Repo, type RepoInput } from '../reference.ts'

export interface OpenedRepo {
  readonly repo: Repo & { readonly revision: string }
  /** A file or folder that the repo was named with. */
  readonly path: string | undefined
  readonly cache: RepoCache
}

/** The repo that is meant, and its part of the cache. @throws BAD_ARGUMENT */
export const openRepo = (
  hub: HubClient,
  input: RepoInput,
  { revision, cache }: { readonly revision?: string | undefined; readonly cache?: string | undefined },
): OpenedRepo => {
  const { path, ...named } = readRepo(input)
  const repo = { ...named, revision: checkedRevision(revision ?? named.revision ?? 'main') }
  const { env, options } = hub
  const root = cache ?? options.cache ?? placesOf(env).cache
  return { repo, path, cache: openRepoCache(root, repo, { env, onWarning: (text) => hub.warn(text) }) }
}
