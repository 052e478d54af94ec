import { json, type HubAnswer } from '../../answer.ts'
import { runtimeOf, tagsOf } from '../../properties.ts'
import type { Repo } from '../../repo.ts'
import type { HubRequest } from '../../request.ts'
import type { Route } from '../../router.ts'
import { ownValue, textOf } from '../../../../wire/json.ts'

const titleOf = ({ id, about }: Repo): string =>
  textOf(ownValue(about.cardData, 'title')) ?? id.slice(id.indexOf('/') + 1)
const saidOf = ({ about }: Repo): string =>
  textOf(ownValue(about.more, 'ai_short_description')) ?? textOf(ownValue(about.cardData, 'short_description')) ?? ''

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)

/** What part of the words asked for is there: a stand-in for meaning that needs no model. */
const relevancy = (repo: Repo, words: readonly string[]): number => {
  const there = new Set(wordsOf([repo.id, titleOf(repo), saidOf(repo), ...tagsOf(repo)].join(' ')))
  return words.filter((word) => there.has(word)).length / Math.max(1, words.length)
}

const semanticSearch = async (request: HubRequest): Promise<HubAnswer> => {
  const { hub } = request
  const words = wordsOf(request.query('q') ?? '')
  const filter = request.queries('filter')
  const sdk = request.query('sdk')
  const fitting = hub.store
    .all('space')
    .filter(({ about }) => about.private !== true && (sdk === undefined || (about.sdk ?? 'gradio') === sdk))
    .filter((repo) => filter.every((tag) => tagsOf(repo).includes(tag)))
    .filter((repo) => request.flag('includeNonRunning') || hub.spaces.of(repo).runs)
    .map((repo) => ({ repo, score: relevancy(repo, words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
  const described = fitting.map(async ({ repo, score }) => ({
    id: repo.id,
    author: repo.namespace,
    title: titleOf(repo),
    sdk: repo.about.sdk ?? 'gradio',
    likes: repo.about.likes ?? 0,
    private: false,
    tags: tagsOf(repo),
    runtime: await runtimeOf(hub, repo),
    ai_short_description: saidOf(repo),
    ai_category: ownValue(repo.about.more, 'ai_category') ?? 'Other',
    semanticRelevancyScore: score,
    trendingScore: repo.about.trendingScore ?? 0,
  }))
  return json(await Promise.all(described))
}

const templates = [
  { name: 'JupyterLab', repoId: 'SpacesExamples/jupyterlab', sdk: 'docker', preferredPrivate: true },
  { name: 'Chatbot', repoId: 'gradio-templates/chatbot', sdk: 'gradio', preferredPrivate: false },
]

export const spaceFindRoutes: readonly Route[] = [
  { method: 'GET', pattern: '/api/spaces/semantic-search', handle: semanticSearch },
  { method: 'GET', pattern: '/api/spaces/templates', handle: () => json({ templates }) },
]
