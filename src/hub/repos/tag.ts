import { HfnError } from '../../core/error.ts'
import type { Options } from '../../core/options.ts'
import type { HubClient } from '../client/contract.ts'
import { checkedRevision, readRepo, type RepoInput } from '../reference.ts'
import { apiRoute, encoded } from '../route.ts'

export interface TagOptions extends Options {
  readonly message?: string | undefined
  /** A tag that is there already is no error. */
  readonly existOk?: boolean | undefined
}

/** Gives a revision of a repo, default main, another name that stays. @throws EXISTS, NOT_FOUND, FORBIDDEN */
export const createTag = async (
  hub: HubClient,
  input: RepoInput,
  name: string,
  { message, existOk, signal }: TagOptions = {},
): Promise<void> => {
  const repo = readRepo(input)
  try {
    await hub.json({
      path: apiRoute(repo, 'tag', encoded(repo.revision ?? 'main')),
      json: { tag: checkedRevision(name), ...(message === undefined ? {} : { message }) },
      about: `tag ${name} of ${repo.type} ${repo.id}`,
      signal,
    })
  } catch (error) {
    if (!existOk || !HfnError.is(error) || error.code !== 'EXISTS') throw error
  }
}

/** Takes a tag away; the commit stays. @throws NOT_FOUND, FORBIDDEN */
export const deleteTag = async (
  hub: HubClient,
  input: RepoInput,
  name: string,
  { signal }: Options = {},
): Promise<void> => {
  const repo = readRepo(input)
  await hub.json({
    method: 'DELETE',
    path: apiRoute(repo, 'tag', encoded(checkedRevision(name))),
    about: `tag ${name} of ${repo.type} ${repo.id}`,
    signal,
  })
}
