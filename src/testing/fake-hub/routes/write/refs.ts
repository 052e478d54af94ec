import { json, refuse, type HubAnswer } from '../../answer.ts'
import { repoOf } from '../../access.ts'
import type { Commit, Repo } from '../../repo.ts'
import type { HubRequest } from '../../request.ts'
import type { Route } from '../../router.ts'
import { textOf } from '../../../../wire/json.ts'

function commitAt(repo: Repo, revision: string): Commit {
  const commit = repo.find(revision)
  if (!commit) throw refuse(404, `Invalid rev id: ${revision}`, { code: 'RevisionNotFound' })
  return commit
}

async function createBranch(request: HubRequest): Promise<HubAnswer> {
  const repo = repoOf(request, 'write')
  const { startingPoint, overwrite } = await request.json()
  const name = request.part('name')
  if (name.startsWith('refs/')) throw refuse(400, `Invalid reference for a branch: ${name}`)
  if (repo.branches.has(name) && overwrite !== true) throw refuse(409, `Reference already exists: ${name}`)
  repo.branches.set(name, commitAt(repo, textOf(startingPoint) ?? 'main'))
  return json({})
}

function deleteBranch(request: HubRequest): HubAnswer {
  const repo = repoOf(request, 'write')
  const name = request.part('name')
  if (name === 'main') throw refuse(403, 'The default branch cannot be deleted')
  if (!repo.branches.delete(name)) throw refuse(404, `Reference does not exist: ${name}`, { code: 'RevisionNotFound' })
  return json({})
}

/** The path names what is tagged; the body, the tag. */
async function createTag(request: HubRequest): Promise<HubAnswer> {
  const repo = repoOf(request, 'write')
  const tag = textOf((await request.json())['tag']) ?? ''
  if (tag === '') throw refuse(400, 'A tag needs a name')
  if (repo.tags.has(tag)) throw refuse(409, `Tag already exists: ${tag}`)
  repo.tags.set(tag, commitAt(repo, request.part('name')))
  return json({})
}

function deleteTag(request: HubRequest): HubAnswer {
  const repo = repoOf(request, 'write')
  const tag = request.part('name')
  if (!repo.tags.delete(tag)) throw refuse(404, `Tag does not exist: ${tag}`, { code: 'RevisionNotFound' })
  return json({})
}

export const refRoutes: readonly Route[] = [
  { method: 'POST', pattern: '/api/:types/:id/branch/:name', handle: createBranch },
  { method: 'DELETE', pattern: '/api/:types/:id/branch/:name', handle: deleteBranch },
  { method: 'POST', pattern: '/api/:types/:id/tag/:name', handle: createTag },
  { method: 'DELETE', pattern: '/api/:types/:id/tag/:name', handle: deleteTag },
]
