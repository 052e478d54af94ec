import type { Options } from '../../core/options.ts'
import type { HubClient } from '../client/contract.ts'
import { checkedRevision, readRepo, type RepoInput } from '../reference.ts'
import { apiRoute, encoded } from '../route.ts'
import { makeOnce } from './make-once.ts'
import { deleter, refName } from './ref.ts'

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
  await makeOnce(existOk, () =>
    hub.json({
      path: apiRoute(repo, 'branch', encoded(checkedRevision(name))),
      json: start === undefined ? {} : { startingPoint: start },
      about: refName('branch', name, repo),
      signal,
    }),
  )
}

/** Deletes a branch. @throws NOT_FOUND, FORBIDDEN */
export const deleteBranch = deleter('branch')
