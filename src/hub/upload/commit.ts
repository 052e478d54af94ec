import { HfnError } from '../../core/error.ts'
import { jitter } from '../../core/retry.ts'
import type { HubClient } from '../client/contract.ts'
import { pause } from '../../core/pause.ts'
import { lineOf, recordOf } from '../../core/record.ts'
import { repoName } from '../reference.ts'
import { apiRoute, encoded } from '../route.ts'
import type { Committed, Target } from './contract.ts'
import { after, wantedOf } from './commit-lines.ts'
import { commitOf, headOf, pageOf } from './target.ts'

/** How often a commit is sent at most. */
const tries = 5

/** Paths that are asked for at once. */
const pathsAtOnce = 1000

export interface Outcome extends Committed {
  readonly pullRequest: string | undefined
}

/** True when the repo has at this commit all that was wanted. */
const holds = async (
  hub: HubClient,
  { repo }: Target,
  wanted: ReadonlyMap<string, string | undefined>,
  { commit, signal }: { readonly commit: string; readonly signal: AbortSignal },
): Promise<boolean> => {
  const paths = [...wanted.keys()]
  const found = new Map<unknown, unknown>()
  for (let start = 0; start < paths.length; start += pathsAtOnce) {
    const entries = await hub.json({
      path: apiRoute(repo, 'paths-info', commit),
      json: { paths: paths.slice(start, start + pathsAtOnce) },
      about: repoName(repo),
      retry: 'patient',
      signal,
    })
    for (const { path, oid, lfs } of Array.isArray(entries) ? entries.map(recordOf) : [])
      found.set(path, recordOf(lfs)['oid'] ?? oid)
  }
  return paths.every((path) => found.get(path) === wanted.get(path))
}

/** True when the error does not tell whether the commit was taken, or tells that the branch has moved. */
const unsettled = ({ code, details }: HfnError): boolean =>
  ['UNREACHABLE', 'TIMEOUT', 'STREAM_BROKEN'].includes(code) || details.status === 409 || details.status === 412

const send = async (hub: HubClient, body: string, target: Target, signal: AbortSignal): Promise<Outcome> => {
  const { repo, revision, createPullRequest } = target
  const made = recordOf(
    await hub.json({
      method: 'POST',
      path: apiRoute(repo, 'commit', encoded(revision)),
      query: createPullRequest ? { create_pr: 1 } : undefined,
      headers: { 'content-type': 'application/x-ndjson' },
      body,
      about: repoName(repo),
      signal,
    }),
  )
  const id = commitOf(made['commitOid'])
  if (id === undefined)
    throw new HfnError('BAD_ANSWER', 'The Hub does not say which commit it made', {
      hint: `Look at ${pageOf(hub, repo)} before you upload again.`,
    })
  const url = lineOf(made['commitUrl']) ?? pageOf(hub, repo, 'commit', id)
  return { id, url, pullRequest: lineOf(made['pullRequestUrl']) }
}

const maybeTaken = (hub: HubClient, { repo }: Target, { code, message, details }: HfnError): HfnError =>
  new HfnError(code, message, {
    ...details,
    hint: `The pull request may be there: look at ${pageOf(hub, repo, 'discussions')} before you upload again.`,
  })

/**
 * Sends a commit so that it is taken once: each try names the commit it comes after, and when nobody can tell whether one
 * was taken, the branch is looked at first. A pull request is sent once only.
 */
export const commit = async (hub: HubClient, body: string, target: Target, signal: AbortSignal): Promise<Outcome> => {
  const { repo, revision, createPullRequest } = target
  let head = target.head
  for (let attempt = 1; ; attempt++) {
    try {
      return await send(hub, after(body, head), target, signal)
    } catch (error) {
      if (signal.aborted || !HfnError.is(error) || !unsettled(error) || attempt === tries) throw error
      if (createPullRequest) throw maybeTaken(hub, target, error)
      await pause(jitter(attempt), signal)
      const now = await headOf(hub, repo, revision, signal)
      if (now !== undefined && now !== head && (await holds(hub, target, wantedOf(body), { commit: now, signal })))
        return { id: now, url: pageOf(hub, repo, 'commit', now), pullRequest: undefined }
      head = now
    }
  }
}
