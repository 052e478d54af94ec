import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { HfnError, type ErrorCode } from '../../core/error.ts'
import type { HubClient } from '../client/contract.ts'
import { readTree } from '../download/read-tree.ts'
import { resolveCommit } from '../download/resolve-commit.ts'
import { repoName, type Repo } from '../reference.ts'
import { expectedByLinks } from './by-links.ts'
import { etagOf, type RepoCache, type Tree } from './contract.ts'
import { isCommit } from './names.ts'
import { openLocalFolder } from './open-local-folder.ts'
import { openRepoCache } from './open-repo-cache.ts'
import { verifyFolder, type Expected, type Verified, type VerifyOptions } from './verify.ts'

export interface VerifyRepoOptions extends VerifyOptions {
  /** Folder of the cache. */
  readonly cache: string
  /** A folder of the user's that is checked instead. */
  readonly folder?: string | undefined
  readonly revision?: string | undefined
}

export interface VerifiedRepo extends Verified {
  readonly commit: string
}

/** Failures that say nothing of the repo. */
const unreachable: ReadonlySet<ErrorCode> = new Set(['OFFLINE', 'UNREACHABLE', 'TIMEOUT', 'RATE_LIMITED'])

const notThere = (repo: Repo, revision: string): HfnError =>
  new HfnError('NOT_FOUND', `The cache has no ${repoName(repo)} at ${revision}`, {
    hint: `Download it: hfn download ${repo.type}s/${repo.id}, or see what there is: hfn cache ls --revisions`,
  })

/** The commit in the cache that is meant: what the revision led to last time, or the only one there is. */
const cachedCommit = async (cache: RepoCache, repo: Repo, given: string | undefined): Promise<string> => {
  const known = await cache.commitOf(given ?? 'main')
  const all = (await readdir(join(cache.folder, 'snapshots')).catch(() => [])).filter(isCommit)
  const commit = known ?? (given === undefined && all.length === 1 ? all[0] : undefined)
  if (commit !== undefined && all.includes(commit)) return commit
  throw notThere(repo, given ?? 'main')
}

const byTree = ({ files }: Tree): Expected[] =>
  files.map((file) => ({ path: file.path, size: file.size, etag: etagOf(file) }))

/** The files of the commit: from the notes of an earlier run, else from the Hub; undefined when neither can be had. */
const expectedOf = async (
  hub: HubClient,
  repo: Repo,
  commit: string,
  { cache, signal }: { readonly cache: RepoCache; readonly signal: AbortSignal },
): Promise<readonly Expected[] | undefined> => {
  const noted = await cache.tree(commit)
  if (noted !== undefined) return byTree(noted)
  try {
    return byTree(await readTree(hub, repo, commit, signal))
  } catch (failure) {
    if (HfnError.is(failure) && unreachable.has(failure.code)) return undefined
    throw failure
  }
}

/**
 * Reads all files of a repo in the cache, or in a folder, and compares their hashes with those the Hub has; where the Hub cannot
 * be asked, with those in the names of the blobs.
 * @throws NOT_FOUND when the cache does not have it, and what a request throws
 */
export const verifyRepo = async (hub: HubClient, repo: Repo, options: VerifyRepoOptions): Promise<VerifiedRepo> => {
  const { folder, revision = repo.revision, onFile } = options
  const signal = options.signal ?? new AbortController().signal
  const store = openRepoCache(options.cache, repo, { env: hub.env })
  const cache = folder === undefined ? store : openLocalFolder(folder, store).cache
  const commit =
    folder === undefined
      ? await cachedCommit(store, repo, revision)
      : await resolveCommit(hub, { ...repo, revision }, { cache, signal })
  const place = folder ?? join(store.folder, 'snapshots', commit)
  const expected = await expectedOf(hub, repo, commit, { cache, signal })
  if (expected === undefined && folder !== undefined)
    throw new HfnError('OFFLINE', `Nobody noted which files ${repoName(repo)} has, and the Hub cannot be asked`, {
      hint: 'Try again with a network.',
    })
  const found = await verifyFolder(place, expected ?? (await expectedByLinks(place)), { signal, onFile })
  return { commit, ...found }
}
