import type { Options } from '../../core/options.ts'
import type { HubClient } from '../client/contract.ts'
import { checkedRevision, readRepo, type RepoInput } from '../reference.ts'
import { apiRoute, encoded } from '../route.ts'
import { makeOnce } from './make-once.ts'
import { deleter, refName } from './ref.ts'

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
  await makeOnce(existOk, () =>
    hub.json({
      path: apiRoute(repo, 'tag', encoded(repo.revision ?? 'main')),
      json: { tag: checkedRevision(name), ...(message === undefined ? {} : { message }) },
      about: refName('tag', name, repo),
      signal,
    }),
  )
}

/** Takes a tag away; the commit stays. @throws NOT_FOUND, FORBIDDEN */
export const deleteTag = deleter('tag')
