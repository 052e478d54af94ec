import { json, refuse, type HubAnswer } from '../../answer.ts'
import { commitOf, signedIn } from '../../access.ts'
import type { Commit, Repo } from '../../repo.ts'
import type { HubRequest } from '../../request.ts'
import type { Route } from '../../router.ts'
import { filesOf, headerOf } from './commit-lines.ts'
import { pageOf } from './page.ts'
import { changedRepo } from './permission.ts'
import { openPullRequest, pullRequestUrl } from './pull-requests.ts'

/** What a commit comes after: the head of its branch, or, for a new pull request, any commit. */
function parentOf(request: HubRequest, repo: Repo): Commit {
  if (request.flag('create_pr')) return commitOf(request, repo)
  const parent = repo.branches.get(request.part('revision'))
  if (!parent) throw refuse(404, `Invalid rev id: ${request.part('revision')}`, { code: 'RevisionNotFound' })
  return parent
}

async function commit(request: HubRequest): Promise<HubAnswer> {
  const { hub } = request
  const repo = changedRepo(request)
  const author = signedIn(request).name
  const text = await request.text()
  const { summary: title, description: message, parentCommit } = headerOf(text)
  const parent = parentOf(request, repo)
  if (parentCommit !== undefined && !parent.id.startsWith(parentCommit)) {
    throw refuse(412, 'A commit has happened since. Please refresh and try again.')
  }
  const files = await filesOf(text, { hub, repo, parent })
  const opened = request.flag('create_pr')
  const number = opened ? openPullRequest(repo, { title, description: message, author, parent }) : undefined
  const branch = number === undefined ? request.part('revision') : `refs/pr/${number}`
  const made = repo.commit({ files, title, message, author, branch })
  return json({
    success: true,
    commitOid: made.id,
    commitUrl: `${pageOf(hub, repo)}/commit/${made.id}`,
    hookOutput: '',
    ...(number === undefined ? {} : { pullRequestUrl: pullRequestUrl(hub, repo, number) }),
  })
}

export const commitRoutes: readonly Route[] = [
  { method: 'POST', pattern: '/api/:types/:id/commit/:revision', handle: commit },
]
