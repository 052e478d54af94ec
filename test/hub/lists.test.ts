import { afterAll, beforeAll, expect, test } from 'vitest'
import type { HubClient } from '../../src/hub/client/contract.ts'
import { createHubClient } from '../../src/hub/client/create-client.ts'
import { answerOf } from '../../src/hub/repos/answer.ts'
import { datasetInfo, modelInfo } from '../../src/hub/repos/info.ts'
import { list, listDatasets, listModels, listSpaces } from '../../src/hub/repos/list.ts'
import { anyRequest, request } from '../../src/hub/repos/request.ts'
import { searchSpaces } from '../../src/hub/repos/search.ts'
import { createFakeHub, type FakeHub, type FakeRepo } from '../../src/testing/index.ts'

let service: FakeHub
let hub: HubClient

const llama = (index: number): FakeRepo => ({
  id: `meta-llama/Llama-${index}`,
  downloads: index * 10,
  likes: 30 - index,
  pipelineTag: index % 2 === 0 ? 'text-generation' : 'fill-mask',
  libraryName: 'transformers',
  tags: index === 3 ? ['license:mit', 'gguf'] : ['license:mit'],
  files: { 'config.json': '{}' },
})

beforeAll(async () => {
  service = await createFakeHub({
    pageSize: 4,
    repos: [
      ...Array.from({ length: 12 }, (_, index) => llama(index)),
      { id: 'ada/other', downloads: 1000 },
      { type: 'dataset', id: 'ada/words', files: { 'a.csv': 'a' }, tags: ['task_categories:fill-mask'] },
      { type: 'space', id: 'ada/draw', sdk: 'gradio', likes: 3 },
    ],
  })
  hub = createHubClient({ endpoint: service.url, env: {}, token: false })
})

afterAll(async () => {
  hub.close()
  await service.close()
})

const idsOf = async (items: AsyncIterable<{ readonly id: string }>): Promise<string[]> => {
  const ids: string[] = []
  for await (const { id } of items) ids.push(id.replace('meta-llama/Llama-', ''))
  return ids
}

test('the seeds’ question: the five models of an author that are downloaded most, over two pages', async () => {
  service.clear()
  const query = { author: 'meta-llama', sort: 'downloads', direction: -1, limit: 5 } as const
  expect(await idsOf(list(hub, 'models', query))).toEqual(['11', '10', '9', '8', '7'])
  expect(service.requests.map(({ path }) => path.split('&cursor')[0])).toEqual([
    '/api/models?author=meta-llama&sort=downloads&direction=-1&limit=5',
    '/api/models?author=meta-llama&sort=downloads&direction=-1&limit=5',
  ])
})

test('models are found by words, tags, task and library, and a list without limit is whole', async () => {
  expect(await idsOf(listModels(hub, { search: 'llama-1', sort: 'likes' }))).toEqual(['1', '10', '11'])
  expect(await idsOf(listModels(hub, { tags: 'gguf', library: 'transformers' }))).toEqual(['3'])
  expect(await idsOf(listModels(hub, { task: 'fill-mask', sort: 'downloads', limit: 2 }))).toEqual(['11', '9'])
  expect(await idsOf(listModels(hub))).toHaveLength(13)
})

test('datasets and Spaces are listed with what the Hub says of them', async () => {
  for await (const { id, tags } of listDatasets(hub, { task: 'fill-mask' })) {
    expect(id).toBe('ada/words')
    expect(tags).toContain('task_categories:fill-mask')
  }
  const spaces: unknown[] = []
  for await (const { id, sdk } of listSpaces(hub, { author: 'ada' })) spaces.push({ id, sdk })
  expect(spaces).toEqual([{ id: 'ada/draw', sdk: 'gradio' }])
  expect((await searchSpaces(hub, 'draw', { limit: 1 })).map(({ id }) => id)).toEqual(['ada/draw'])
})

test.each([0, -1, 1.5, Number.NaN])('a limit of %j is refused before anything is asked', async (limit) => {
  service.clear()
  await expect(idsOf(listModels(hub, { limit }))).rejects.toMatchObject({ code: 'BAD_ARGUMENT' })
  expect(service.requests).toHaveLength(0)
})

test('one repo is told of: at a revision, with its files, or only what is asked for', async () => {
  const info = await modelInfo(hub, 'meta-llama/Llama-3', { files: true })
  expect(info).toMatchObject({ id: 'meta-llama/Llama-3', downloads: 30, likes: 27, pipeline_tag: 'fill-mask' })
  expect(info.siblings).toEqual([expect.objectContaining({ rfilename: 'config.json', size: 2 })])
  expect((await modelInfo(hub, `meta-llama/Llama-3@${info.sha}`)).sha).toBe(info.sha)
  expect((await datasetInfo(hub, 'ada/words')).id).toBe('ada/words')
  const likes = await modelInfo(hub, 'meta-llama/Llama-3', { expand: ['likes'] })
  expect([likes.likes, likes.downloads]).toEqual([27, undefined])
  await expect(modelInfo(hub, 'datasets/ada/words')).rejects.toThrow('ada/words is named as a dataset, and a model is')
})

test('any path can be asked; a list is told from a value', async () => {
  expect(await request(hub, 'models/ada/other')).toMatchObject({ id: 'ada/other' })
  expect(await request(hub, '/api/models', { limit: 2 })).toHaveLength(2)
  const one = await answerOf(hub, anyRequest(hub, 'models/ada/other'))
  expect(one).toMatchObject({ value: { id: 'ada/other' } })
  const sizes: number[] = []
  for (const limit of [undefined, 3, 6, 100]) {
    const answer = await answerOf(hub, anyRequest(hub, 'models'), limit)
    let size = 0
    if ('items' in answer) for await (const item of answer.items) size += item ? 1 : 0
    sizes.push(size)
  }
  expect(sizes).toEqual([4, 3, 6, 13])
})

test('garbage in a list is left out field by field, and what has no id is refused', async () => {
  const items: unknown[] = [
    { id: 'o/n', likes: 'many', tags: ['a', 1], siblings: [{}], constructor: 1, gated: 'perhaps', new: true },
    JSON.parse('{"id": "o/p", "__proto__": {"likes": 5}}'),
    { modelId: 'x' },
  ]
  const hostile = createHubClient({
    endpoint: 'https://hub.example',
    token: false,
    env: {},
    fetch: async () => Response.json(items),
  })
  const found = listModels(hostile)
  expect((await found.next()).value).toEqual({ id: 'o/n', constructor: 1, new: true })
  expect((await found.next()).value?.likes).toBeUndefined()
  await expect(found.next()).rejects.toMatchObject({ code: 'BAD_ANSWER' })
})
