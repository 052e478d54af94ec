import type { Options } from '../../core/options.ts'
import type { HubClient } from '../client/contract.ts'
import type { Repo } from '../reference.ts'

/** The repo with its owner: a name alone is one of the user whose token it is. @throws LOGIN_NEEDED, BAD_CREDENTIALS, BAD_ANSWER */
export const fullId = async (hub: HubClient, repo: Repo, { signal }: Options = {}): Promise<Repo> => {
  if (repo.id.includes('/')) return repo
  const { name } = await (await import('../token/whoami.ts')).whoami(hub, { signal })
  return { ...repo, id: `${name}/${repo.id}` }
}
