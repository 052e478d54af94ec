import { HfnError } from '../../core/error.ts'
import type { Options } from '../../core/options.ts'
import type { HubClient } from '../client/contract.ts'
import { checkedRevision, readRepo, type RepoInput } from '../reference.ts'
import { apiRoute, encoded } from '../route.ts'

export interface BranchOptions extends Options {
  /** Branch, tag or commit it starts at; default the repo's revision, else main. */
  readonly from?: string | undefined
  /** A branch that is there already is no error. */
  readonly existOk?: boolean | undefined
}

/** Makes a branch. @throws EXISTS, NOT_FOUND, FORBIDDEN */
export const createBranch = async (
  hub: HubClient,
  input: RepoInput,
  name: string,
  { from, existOk, signal }: BranchOptions = {},
): Promise<void> => {
  const repo = readRepo(input)
  const start = from ?? (repo.revision === name ? undefined : repo.revision)
  try {
    await hub.json({
      path: apiRoute(repo, 'branch', encoded(checkedRevision(name))),
      json: start === undefined ? {} : { startingPoint: start },
      about: `branch ${name} of ${repo.type} ${repo.id}`,
      signal,
    })
  } catch (error) {
    if (!existOk || !HfnError.is(error) || error.code !== 'EXISTS') throw error
  }
}

/** Deletes a branch. @throws NOT_FOUND, FORBIDDEN */
export const deleteBranch = async (
  hub: HubClient,
  input: RepoInput,
  name: string,
  { signal }: Options = {},
): Promise<void> => {
  const repo = readRepo(input)
  await hub.json({
    method: 'DELETE',
    path: apiRoute(repo, 'branch', encoded(checkedRevision(name))),
    about: `branch ${name} of ${repo.type} ${repo.id}`,
    signal,
  })
}
