import { HfnError, type ErrorCode } from '../../core/error.ts'
import { oneLine } from '../../core/secret.ts'
import type { RepoCache } from '../cache/contract.ts'
import type { HubClient } from '../client/contract.ts'
import { repoName, type Repo } from '../reference.ts'
import { apiRoute, encoded } from '../route.ts'

const isCommit = (revision: string): boolean => /^[0-9a-f]{40}$/.test(revision)

/** Failures that say nothing of the repo, so that what the cache knows may stand in. */
const outages: ReadonlySet<ErrorCode> = new Set(['OFFLINE', 'UNREACHABLE', 'TIMEOUT', 'STREAM_BROKEN', 'RATE_LIMITED'])

const isOutage = (failure: unknown): failure is HfnError => HfnError.is(failure) && outages.has(failure.code)

const ask = async (hub: HubClient, repo: Repo, revision: string, signal: AbortSignal): Promise<string> => {
  const route = apiRoute(repo, 'revision', encoded(revision))
  const told = await hub.json({ path: route, query: { expand: ['sha'] }, about: repoName(repo), signal })
  const commit = typeof told === 'object' && told !== null && 'sha' in told ? told.sha : undefined
  if (typeof commit === 'string' && isCommit(commit)) return commit
  throw new HfnError('BAD_ANSWER', `What answers at ${hub.endpoint} names no commit for ${repoName(repo)}`, {
    hint: 'Is HF_ENDPOINT the address of a Hub? A login page or a proxy may stand in the way.',
  })
}

/** The commit a revision means now; without a network, the one it meant last time. */
export const resolveCommit = async (
  hub: HubClient,
  repo: Repo,
  { cache, signal }: { readonly cache: RepoCache; readonly signal: AbortSignal },
): Promise<string> => {
  const { revision = 'main' } = repo
  if (isCommit(revision)) return revision
  try {
    const commit = await ask(hub, repo, revision, signal)
    await cache.setCommit(revision, commit).catch(() => {})
    return commit
  } catch (failure) {
    if (!isOutage(failure)) throw failure
    const known = await cache.commitOf(revision)
    if (known === undefined) throw failure
    const why = hub.offline ? 'Offline' : oneLine(failure.message)
    hub.warn(`${why}; taking ${repoName(repo)} as it was last time: commit ${known.slice(0, 12)}`)
    return known
  }
}
