import { HfnError } from '../../core/error.ts'
import type { Options } from '../../core/options.ts'
import type { HubClient } from '../client/contract.ts'
import type { Repo } from '../reference.ts'

/** The repo with its owner: a name alone is one of the user whose token it is. @throws LOGIN_NEEDED, BAD_CREDENTIALS */
export const fullId = async (hub: HubClient, repo: Repo, { signal }: Options = {}): Promise<Repo> => {
  if (repo.id.includes('/')) return repo
  const user = await hub.json({ path: '/api/whoami-v2', about: 'the user of your token', signal })
  const name = typeof user === 'object' && user !== null && 'name' in user ? user.name : undefined
  if (typeof name === 'string' && name !== '') return { ...repo, id: `${name}/${repo.id}` }
  throw new HfnError('BAD_ANSWER', 'The Hub does not say whose token this is', { hint: 'Write owner/name.' })
}
