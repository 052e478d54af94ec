import { HfnError } from '../../core/error.ts'
import type { Options } from '../../core/options.ts'
import type { HubClient } from '../client/contract.ts'
import { readRepo, type RepoInput } from '../reference.ts'

/** Renames a repo, or gives it to another owner; its old name leads to the new one. @throws EXISTS, NOT_FOUND, FORBIDDEN */
export const moveRepo = async (
  hub: HubClient,
  from: RepoInput,
  to: string,
  { signal }: Options = {},
): Promise<void> => {
  const repo = readRepo(from)
  const { id } = readRepo(to, repo.type)
  if (![repo.id, id].every((each) => each.includes('/')))
    throw new HfnError('BAD_ARGUMENT', 'To move a repo, both names need their owner', {
      hint: 'Write owner/name twice.',
    })
  const json = { fromRepo: repo.id, toRepo: id, type: repo.type }
  await hub.json({ path: '/api/repos/move', json, about: `repo ${repo.id}`, signal })
}
