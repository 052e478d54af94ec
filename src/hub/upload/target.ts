import { HfnError } from '../../core/error.ts'
import { recordOf } from '../../core/record.ts'
import type { HubClient } from '../client/contract.ts'
import { readRepo, repoName, type Repo, type RepoInput } from '../reference.ts'
import { createBranch } from '../repos/branch.ts'
import { createRepo } from '../repos/create.ts'
import { fullId } from '../repos/full-id.ts'
import { apiRoute, encoded } from '../route.ts'
import type { Target, UploadOptions } from './contract.ts'

type Wish = Pick<UploadOptions, 'create' | 'private' | 'sdk' | 'createPullRequest'> & { readonly signal: AbortSignal }

/** The repo that is named, at the revision that is asked for. */
export const revised = (input: RepoInput, revision: string | undefined): Repo => {
  const repo = readRepo(input)
  return revision === undefined ? repo : readRepo({ type: repo.type, id: repo.id, revision })
}

/** The page of a repo, with more behind it. */
export const pageOf = ({ endpoint }: HubClient, { type, id }: Repo, ...more: readonly string[]): string =>
  [endpoint, ...(type === 'model' ? [] : [`${type}s`]), id, ...more].join('/')

/** The id of a commit, SHA-1 or SHA-256 in hexadecimal as git writes it; undefined for what is none. */
export const commitOf = (value: unknown): string | undefined =>
  typeof value === 'string' && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value) ? value : undefined

/** The commit a branch is at. @throws NOT_FOUND */
export const headOf = async (
  hub: HubClient,
  repo: Repo,
  revision: string,
  signal: AbortSignal,
): Promise<string | undefined> => {
  const path = apiRoute(repo, 'revision', encoded(revision))
  const known = await hub.json({ path, query: { expand: 'sha' }, signal, about: repoName(repo) })
  return commitOf(recordOf(known)['sha'])
}

/** Makes what is missing: the repo, or its branch. */
const make = async (hub: HubClient, repo: Repo, revision: string, { signal, ...wish }: Wish): Promise<void> => {
  const sdk = repo.type === 'space' ? (wish.sdk ?? 'gradio') : undefined
  await createRepo(hub, repo, { private: wish.private, sdk, existOk: true, signal })
  if (revision !== 'main') await createBranch(hub, repo, revision, { existOk: true, signal })
}

/** Finds where commits go; the repo and the branch are made when they are missing, unless `create` is false or it is for a pull request. */
export const targetOf = async (hub: HubClient, named: Repo, wish: Wish): Promise<Target> => {
  const { signal, createPullRequest = false } = wish
  if ((await hub.token()) === undefined)
    throw new HfnError('LOGIN_NEEDED', `To change ${repoName(named)} you have to log in`, {
      hint: 'Log in with hfn login, or set HF_TOKEN; the token needs permission to write.',
    })
  const repo = await fullId(hub, named, { signal })
  const revision = named.revision ?? 'main'
  const ask = (): Promise<string | undefined> => headOf(hub, repo, revision, signal)
  const head = await ask().catch(async (error: unknown) => {
    const missing = HfnError.is(error) && error.code === 'NOT_FOUND'
    if (!missing || wish.create === false || createPullRequest) throw error
    await make(hub, repo, revision, wish)
    return ask()
  })
  return { repo, revision, head, createPullRequest }
}
