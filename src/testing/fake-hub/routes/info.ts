import { commitOf, repoOf } from '../access.ts'
import { json, type HubAnswer } from '../answer.ts'
import { describe, expanded } from '../describe.ts'
import type { HubRequest } from '../request.ts'
import type { Route } from '../router.ts'

const info = async (request: HubRequest): Promise<HubAnswer> => {
  const repo = repoOf(request, 'see')
  const commit = commitOf(request, repo)
  return json(
    await describe(request.hub, repo, {
      commit,
      blobs: request.flag('blobs'),
      names: expanded(repo.type, request.queries('expand')),
    }),
    200,
    { 'x-repo-commit': commit.id },
  )
}

export const infoRoutes: readonly Route[] = [
  { method: 'GET', pattern: '/api/:types/:id/revision/:revision', handle: info },
  { method: 'GET', pattern: '/api/:types/:id', handle: info },
]
