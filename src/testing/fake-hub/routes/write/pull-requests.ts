import { json, refuse, type HubAnswer } from '../../answer.ts'
import { repoOf, signedIn } from '../../access.ts'
import type { Hub } from '../../hub.ts'
import type { Commit, Repo } from '../../repo.ts'
import type { HubRequest } from '../../request.ts'
import type { Route } from '../../router.ts'
import { textOf } from '../../../../wire/json.ts'
import { pageOf } from './page.ts'

interface PullRequest {
  readonly title: string
  readonly description: string
  readonly author: string
  /** What it starts from. */
  readonly parent: Commit
}

const byRepo = new WeakMap<Repo, PullRequest[]>()

export const pullRequestUrl = (hub: Hub, repo: Repo, number: number): string =>
  `${pageOf(hub, repo)}/discussions/${number}`

/** Opens one with a branch of its own, `refs/pr/<number>`; gives its number, from 1. */
export function openPullRequest(repo: Repo, opened: PullRequest): number {
  const requests = byRepo.get(repo) ?? []
  byRepo.set(repo, requests)
  const number = requests.push(opened)
  repo.branches.set(`refs/pr/${number}`, opened.parent)
  return number
}

async function create(request: HubRequest): Promise<HubAnswer> {
  const repo = repoOf(request, 'files')
  const { title, description, pullRequest } = await request.json()
  if (pullRequest !== true) throw refuse(400, 'The fake Hub has pull requests only, no other discussions')
  const parent = repo.find('main')
  if (!parent) throw refuse(404, 'Invalid rev id: main', { code: 'RevisionNotFound' })
  const author = signedIn(request).name
  const opened = { title: textOf(title) ?? '', description: textOf(description) ?? '', author, parent }
  const num = openPullRequest(repo, opened)
  return json({ num, pullRequest: true, url: pullRequestUrl(request.hub, repo, num) })
}

function describe(request: HubRequest): HubAnswer {
  const repo = repoOf(request, 'see')
  const num = Number(request.part('number'))
  const found = byRepo.get(repo)?.[num - 1]
  if (!found) throw refuse(404, 'Discussion not found')
  const { title, description, author, parent } = found
  const made = { author: { name: author }, createdAt: parent.date }
  const comment = {
    id: parent.id.slice(0, 24),
    type: 'comment',
    data: { edited: false, hidden: false, latest: { raw: description } },
  }
  return json({
    num,
    title,
    status: 'draft',
    isPullRequest: true,
    repo: { name: repo.id, type: repo.type },
    changes: { base: 'refs/heads/main' },
    filesWithConflicts: [],
    events: [{ ...made, ...comment }],
    diff: '',
    ...made,
  })
}

export const pullRequestRoutes: readonly Route[] = [
  { method: 'POST', pattern: '/api/:types/:id/discussions', handle: create },
  { method: 'GET', pattern: '/api/:types/:id/discussions/:number', handle: describe },
]
