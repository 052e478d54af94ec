import { commitOf, repoOf } from '../access.ts'
import { json, type HubAnswer } from '../answer.ts'
import { paged } from '../paging.ts'
import type { Commit } from '../repo.ts'
import type { HubRequest } from '../request.ts'
import type { Route } from '../router.ts'

/** Commits of a page, as the Hub has them. */
const pageSize = 50

const refs = (request: HubRequest): HubAnswer => {
  const repo = repoOf(request, 'see')
  const described = [...repo.branches].map(([name, { id }]) => ({
    name,
    ref: name.startsWith('refs/') ? name : `refs/heads/${name}`,
    targetCommit: id,
  }))
  const below = (folder: string): object[] =>
    described
      .filter(({ ref }) => ref.startsWith(`refs/${folder}/`))
      .map((one) => ({ ...one, name: one.ref.replace(`refs/${folder}/`, '') }))
  return json({
    branches: below('heads'),
    converts: below('convert'),
    tags: [...repo.tags].map(([name, { id }]) => ({ name, ref: `refs/tags/${name}`, targetCommit: id })),
    ...(request.flag('include_prs') || request.flag('include_pull_requests') ? { pullRequests: below('pr') } : {}),
  })
}

function* history(newest: Commit): Iterable<Commit> {
  for (let commit: Commit | undefined = newest; commit !== undefined; commit = commit.parent) yield commit
}

const commits = (request: HubRequest): HubAnswer => {
  const repo = repoOf(request, 'see')
  const all = [...history(commitOf(request, repo))]
  const { page, headers } = paged(request, all, { size: pageSize })
  const described = page.map(({ id, title, message, author, date }) => ({
    id,
    title,
    message,
    authors: [{ user: author, avatar: `/avatars/${author}.svg` }],
    date,
    ...(request.queries('expand').includes('formatted') ? { formatted: { title, message } } : {}),
  }))
  return json(described, 200, { ...headers, 'x-total-count': String(all.length) })
}

export const historyRoutes: readonly Route[] = [
  { method: 'GET', pattern: '/api/:types/:id/refs', handle: refs },
  { method: 'GET', pattern: '/api/:types/:id/commits/:revision', handle: commits },
]
