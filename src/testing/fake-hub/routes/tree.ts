import { commitOf, repoOf } from '../access.ts'
import { json, refuse, type HubAnswer } from '../answer.ts'
import { entryOf } from '../file-entry.ts'
import { paged } from '../paging.ts'
import type { Commit } from '../repo.ts'
import type { HubRequest } from '../request.ts'
import type { Route } from '../router.ts'

/** Entries of a page, as the Hub has them; fewer when they come with their commits. */
const pageSize = 1_000
const expandedPageSize = 50

/** Paths of all folders and files below `base`, folders before what they hold; only the next level unless `recursive`. */
const pathsBelow = (commit: Commit, base: string, recursive: boolean): string[] => {
  const found = new Set<string>()
  for (const path of [...commit.files.keys()].sort()) {
    if (!path.startsWith(base)) continue
    const parts = path.slice(base.length).split('/')
    for (let depth = 1; depth <= (recursive ? parts.length : 1); depth++)
      found.add(base + parts.slice(0, depth).join('/'))
  }
  return [...found]
}

const tree = async (request: HubRequest): Promise<HubAnswer> => {
  const repo = repoOf(request, 'see')
  const commit = commitOf(request, repo)
  const folder = request.part('path').replace(/\/+$/, '')
  const paths = pathsBelow(commit, folder === '' ? '' : `${folder}/`, request.flag('recursive'))
  if (paths.length === 0 && folder !== '') {
    const message = `${folder} does not exist on "${request.part('revision')}"`
    throw refuse(404, message, { code: 'EntryNotFound' })
  }
  const expand = request.flag('expand')
  const { page, headers } = paged(request, paths, { size: expand ? expandedPageSize : pageSize })
  const entries = page.map((path) => entryOf(commit, path, expand))
  return json(await Promise.all(entries), 200, { ...headers, 'x-repo-commit': commit.id })
}

export const treeRoutes: readonly Route[] = [
  { method: 'GET', pattern: '/api/:types/:id/tree/:revision', handle: tree },
  { method: 'GET', pattern: '/api/:types/:id/tree/:revision/*path', handle: tree },
]
