import { textOf } from '../../../wire/json.ts'
import { commitOf, repoOf } from '../access.ts'
import { json, type HubAnswer } from '../answer.ts'
import { entryOf } from '../file-entry.ts'
import type { HubRequest } from '../request.ts'
import type { Route } from '../router.ts'

interface Asked {
  readonly paths: readonly string[]
  readonly expand: boolean
}

/** Python's client sends a form, the JavaScript one JSON. */
const askedOf = async (request: HubRequest): Promise<Asked> => {
  if (String(request.headers['content-type']).includes('json')) {
    const { paths, expand } = await request.json()
    return { paths: [paths].flat().flatMap((path) => textOf(path) ?? []), expand: expand === true }
  }
  const form = new URLSearchParams(await request.text())
  return { paths: form.getAll('paths'), expand: /^true$/i.test(form.get('expand') ?? '') }
}

/** Paths that are not there are left out. */
const pathsInfo = async (request: HubRequest): Promise<HubAnswer> => {
  const commit = commitOf(request, repoOf(request, 'see'))
  const { paths, expand } = await askedOf(request)
  const entries = await Promise.all(paths.map((path) => entryOf(commit, path.replace(/\/+$/, ''), expand)))
  return json(entries.filter((entry) => entry !== undefined))
}

export const pathsInfoRoutes: readonly Route[] = [
  { method: 'POST', pattern: '/api/:types/:id/paths-info/:revision', handle: pathsInfo },
]
