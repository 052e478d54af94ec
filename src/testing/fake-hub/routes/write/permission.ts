import { refuse } from '../../answer.ts'
import { repoOf, signedIn } from '../../access.ts'
import type { Repo } from '../../repo.ts'
import type { HubRequest } from '../../request.ts'

/** Is this about a pull request: a new one, or the branch of one? */
const isProposal = (request: HubRequest): boolean =>
  request.flag('create_pr') || request.part('revision').startsWith('refs/pr/')

/** The repo a request would change: who may read it may propose a change, who may write it may do the rest. */
export function changedRepo(request: HubRequest): Repo {
  if (!isProposal(request)) return repoOf(request, 'write')
  if (signedIn(request).role === 'read') throw refuse(403, 'Forbidden: a write token is needed for a pull request.')
  return repoOf(request, 'files')
}
