import type { Options } from '../../core/options.ts'
import type { HubClient } from '../client/contract.ts'
import { readRepo, type RepoInput } from '../reference.ts'
import { partsOf } from './create.ts'

/** Deletes a repo with all its history, for ever. @throws NOT_FOUND, FORBIDDEN */
export const deleteRepo = async (hub: HubClient, input: RepoInput, { signal }: Options = {}): Promise<void> => {
  await hub.json({
    method: 'DELETE',
    path: '/api/repos/delete',
    json: partsOf(input),
    about: `repo ${readRepo(input).id}`,
    signal,
  })
}
