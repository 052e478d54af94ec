import { ownValue, textOf, type JsonObject } from '../../../../wire/json.ts'
import { signedIn } from '../../access.ts'
import { json, type HubAnswer } from '../../answer.ts'
import type { Repo } from '../../repo.ts'
import type { HubRequest } from '../../request.ts'
import type { Route } from '../../router.ts'
import { make } from './make.ts'

/** Models that can be deployed as they are: here, all public ones that say what they do. */
const models = ({ hub }: HubRequest): Repo[] =>
  hub.store.all('model').filter(({ about }) => about.private !== true && about.pipelineTag !== undefined)

const described = (repo: Repo): object => ({
  repoId: repo.id,
  modelName: repo.id.slice(repo.id.indexOf('/') + 1),
  authorName: repo.namespace,
  license: 'Apache 2.0',
  task: repo.about.pipelineTag,
  createdAt: repo.createdAt,
  recipes: [{ publicId: repo.id.replaceAll('/', '--'), accelerator: 'gpu', engineType: 'vllm', revision: 'main' }],
})

/** A name the service would take, made of a repo's. */
const nameFrom = (repository: string): string =>
  repository
    .slice(repository.indexOf('/') + 1)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 32)

const deployed = async (request: HubRequest, repository: string, asked: JsonObject): Promise<HubAnswer> => {
  const name = textOf(asked['endpointName']) ?? textOf(ownValue(asked['config'], 'name')) ?? nameFrom(repository)
  const namespace = textOf(asked['namespace']) ?? signedIn(request).name
  const run = make(request, namespace, { name, model: { repository } })
  return json({ endpoint: run.describe(await request.hub.sites.endpoint(run)) })
}

/** huggingface_hub 1 names the repo in the body, 2 in the path. */
export const catalogRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: '/api/catalog/repo-list',
    handle: (request) => json({ models: models(request).map(({ id }) => id) }),
  },
  {
    method: 'POST',
    pattern: '/api/catalog/deploy',
    handle: async (request) => {
      const asked = await request.json()
      return deployed(request, textOf(asked['repoId']) ?? '', asked)
    },
  },
  {
    method: 'GET',
    pattern: '/api/v1/catalog/list',
    handle: (request) => json({ items: models(request).map(described) }),
  },
  {
    method: 'POST',
    pattern: '/api/v1/catalog/model/:id/deploy',
    handle: async (request) => deployed(request, request.part('id'), await request.json()),
  },
  {
    method: 'POST',
    pattern: '/api/v1/catalog/recipe/:recipe/deploy',
    handle: async (request) => deployed(request, request.part('recipe').replace('--', '/'), await request.json()),
  },
]
