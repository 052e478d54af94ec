import { typeOf } from '../access.ts'
import { json, refuse, type HubAnswer } from '../answer.ts'
import { describe, expanded } from '../describe.ts'
import { paged } from '../paging.ts'
import { tagsOf } from '../properties.ts'
import type { HubRequest } from '../request.ts'
import type { Route } from '../router.ts'
import { found } from '../search.ts'

/** Repos of a page, as the Hub has them. */
const pageSize = 1_000

/** What lists say of a repo unless they are asked for more. */
const brief = 'createdAt downloads library_name likes pipeline_tag private sdk tags trendingScore'.split(' ')

/** What each flag adds to that. */
const widening: Readonly<Record<string, readonly string[]>> = {
  full: 'author sha lastModified gated disabled siblings cardData datasets models'.split(' '),
  config: ['config'],
  cardData: ['cardData'],
}

/** Which properties a list has: those asked for by name, or the usual ones and those of flags. */
const namesOf = (request: HubRequest): readonly string[] => {
  const names = expanded(typeOf(request), request.queries('expand'))
  const flags = Object.keys(widening).filter((name) => request.flag(name))
  if (names !== undefined && flags.length > 0) throw refuse(400, `"expand" cannot be used with "${flags.join('", "')}"`)
  return names ?? [...brief, ...flags.flatMap((name) => widening[name] ?? [])]
}

const list = async (request: HubRequest): Promise<HubAnswer> => {
  const { hub } = request
  const names = namesOf(request)
  const { page, headers } = paged(request, found(request, hub.store.all(typeOf(request))), { size: pageSize })
  return json(await Promise.all(page.map((repo) => describe(hub, repo, { names }))), 200, headers)
}

/** Tags of all public repos of a type, by what they are about. */
const tagsByType = (request: HubRequest): HubAnswer => {
  const { hub, url } = request
  const type = url.pathname.includes('datasets') ? 'dataset' : 'model'
  const repos = hub.store.all(type).filter(({ about }) => about.private !== true)
  const entry = (id: string, kind: string): object => ({ type: kind, id, label: id })
  const unique = (tags: readonly (string | undefined)[], kind: string): object[] =>
    [...new Set(tags)].filter((tag) => tag !== undefined).map((tag) => entry(tag, kind))
  return json({
    pipeline_tag: unique(
      repos.map(({ about }) => about.pipelineTag),
      'pipeline_tag',
    ),
    library: unique(
      repos.map(({ about }) => about.libraryName),
      'library',
    ),
    other: unique(repos.flatMap(tagsOf), 'other'),
  })
}

export const listRoutes: readonly Route[] = [
  { method: 'GET', pattern: '/api/:types', handle: list },
  { method: 'GET', pattern: '/api/models-tags-by-type', handle: tagsByType },
  { method: 'GET', pattern: '/api/datasets-tags-by-type', handle: tagsByType },
]
