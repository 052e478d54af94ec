import { isObject, listOf, ownValue } from '../../wire/json.ts'
import { isMember } from './access.ts'
import { refuse } from './answer.ts'
import { tagsOf } from './properties.ts'
import type { Repo } from './repo.ts'
import type { HubRequest } from './request.ts'

/** Does a repo fit what a parameter of a list's query says? */
type Test = (repo: Repo, values: readonly string[], request: HubRequest) => boolean

const more = ({ about }: Repo, name: string): unknown => ownValue(about.more, name)

/** Names of the providers that serve a model: the mapping is written as an object or as a list. */
const providersOf = (repo: Repo): unknown[] => {
  const mapping = more(repo, 'inferenceProviderMapping')
  return isObject(mapping) ? Object.keys(mapping) : listOf(mapping).map((entry) => ownValue(entry, 'provider'))
}

/** `6B`, `128M`, `500K` or digits, as a number. */
const countOf = (text: string): number => {
  const [, digits = '', unit = ''] = /^([\d.]+)([KMBT]?)$/i.exec(text) ?? []
  return Number(digits) * 1_000 ** ' KMBT'.indexOf(unit === '' ? ' ' : unit.toUpperCase())
}

/** `min:6B,max:128B`, in any order, one of them left out or not; `queries` has cut it at the comma. */
const sized: Test = (repo, values) => {
  const total = Number(ownValue(more(repo, 'safetensors'), 'total') ?? Number.NaN)
  return values.every((value) => {
    const [bound = '', count = ''] = value.split(':')
    return bound === 'min' ? total >= countOf(count) : total <= countOf(count)
  })
}

const related =
  (name: string): Test =>
  (repo, values) =>
    values.every((value) => listOf(more(repo, name)).includes(value))

const tests: Readonly<Record<string, Test>> = {
  search: ({ id }, values) => values.every((value) => id.toLowerCase().includes(value.toLowerCase())),
  author: ({ namespace }, values) => values.includes(namespace),
  filter: (repo, values) => values.every((value) => tagsOf(repo).includes(value)),
  tags: (repo, values) => values.every((value) => tagsOf(repo).includes(value)),
  gated: ({ about }, values) =>
    values.includes(String(about.gated ?? false)) || (values.includes('true') && about.gated !== undefined),
  pipeline_tag: ({ about }, values) => values.includes(about.pipelineTag ?? ''),
  library: (repo, values) => values.every((value) => tagsOf(repo).includes(value)),
  apps: related('apps'),
  inference_provider: (repo, values) => {
    const providers = providersOf(repo)
    return values.includes('all') ? providers.length > 0 : values.some((value) => providers.includes(value))
  },
  inference: (repo, values) => values.includes('warm') && more(repo, 'inference') === 'warm',
  num_parameters: sized,
  datasets: related('datasets'),
  models: related('models'),
}

const scoreOf: Readonly<Record<string, (repo: Repo) => string | number>> = {
  createdAt: (repo) => repo.createdAt,
  created_at: (repo) => repo.createdAt,
  downloads: ({ about }) => about.downloads ?? 0,
  lastModified: (repo) => repo.lastModified,
  last_modified: (repo) => repo.lastModified,
  likes: ({ about }) => about.likes ?? 0,
  likes30d: ({ about }) => about.likes ?? 0,
  trendingScore: ({ about }) => about.trendingScore ?? 0,
  trending_score: ({ about }) => about.trendingScore ?? 0,
  num_parameters: (repo) => Number(ownValue(more(repo, 'safetensors'), 'total') ?? 0),
  mainSize: (repo) => Number(more(repo, 'mainSize') ?? 0),
  id: ({ id }) => id,
}

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0)

/** The repos of a list, in its order. */
export const found = (request: HubRequest, repos: readonly Repo[]): Repo[] => {
  const sort = request.query('sort') ?? 'trendingScore'
  const score = scoreOf[sort]
  if (score === undefined) throw refuse(400, `Invalid sort parameter: ${sort}`)
  const turn = request.query('direction') === '1' || sort === 'id' ? 1 : -1
  const asked = Object.entries(tests).flatMap(([name, test]) => {
    const values = name === 'search' ? [request.query(name) ?? ''].filter(Boolean) : request.queries(name)
    return values.length === 0 ? [] : [(repo: Repo) => test(repo, values, request)]
  })
  const visible = (repo: Repo): boolean => repo.about.private !== true || isMember(request.user, repo.namespace)
  return repos
    .filter((repo) => visible(repo) && asked.every((test) => test(repo)))
    .sort((a, b) => turn * compare(score(a), score(b)) || compare(a.id, b.id))
}
