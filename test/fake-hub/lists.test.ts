import { expect, test } from 'vitest'
import { bearer, jsonOf, start } from './start.ts'

const repos = [
  {
    id: 'ada/big',
    pipelineTag: 'text-generation',
    libraryName: 'transformers',
    likes: 3,
    downloads: 10,
    trendingScore: 1,
    tags: ['language:pt'],
    more: { safetensors: { total: 7e9 }, inferenceProviderMapping: { groq: {}, together: {} }, inference: 'warm' },
  },
  { id: 'ada/small', pipelineTag: 'text-to-image', likes: 5, trendingScore: 9, more: { safetensors: { total: 2e8 } } },
  { id: 'bob/plain', likes: 4, createdAt: '2026-02-01T00:00:00.000Z', gated: 'auto' as const },
  { id: 'bob/hidden', private: true },
  { type: 'dataset' as const, id: 'ada/data' },
]

const idsOf = async (url: string, init?: RequestInit): Promise<unknown[]> => {
  const list = await jsonOf(url, init)
  return Array.isArray(list) ? list.map((entry: { id: string }) => entry.id) : [list]
}

test.each([
  ['', ['ada/small', 'ada/big', 'bob/plain']],
  ['search=PLAIN', ['bob/plain']],
  ['author=ada', ['ada/small', 'ada/big']],
  ['filter=transformers&filter=language:pt', ['ada/big']],
  ['filter=transformers,text-to-image', []],
  ['pipeline_tag=text-to-image', ['ada/small']],
  ['sort=likes', ['ada/small', 'bob/plain', 'ada/big']],
  ['sort=likes&direction=1', ['ada/big', 'bob/plain', 'ada/small']],
  ['sort=createdAt&limit=1', ['bob/plain']],
  ['gated=true', ['bob/plain']],
  ['gated=false', ['ada/small', 'ada/big']],
  ['inference_provider=nobody&inference_provider=groq', ['ada/big']],
  ['inference_provider=nobody,groq', ['ada/big']],
  ['inference_provider=all', ['ada/big']],
  ['inference=warm', ['ada/big']],
  ['num_parameters=min:1B', ['ada/big']],
  ['num_parameters=min:100M,max:1B', ['ada/small']],
])('a list of models fits its query: %s', async (query, ids) => {
  const { url } = await start({ repos })
  expect(await idsOf(`${url}/api/models?${query}`)).toEqual(ids)
})

test('a list has a Link to its next page, and what is private for its owner only', async () => {
  const hub = await start({ repos, pageSize: 2, users: [{ name: 'bob', token: 'hf_bob' }] })
  const pages: unknown[][] = []
  for (let next: string | undefined = `${hub.url}/api/models?sort=id`; next !== undefined;) {
    const answer: Response = await fetch(next, bearer('hf_bob'))
    pages.push(((await answer.json()) as { id: string }[]).map(({ id }) => id))
    next = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1]
  }
  expect(pages).toEqual([
    ['ada/big', 'ada/small'],
    ['bob/hidden', 'bob/plain'],
  ])
})

test('expand chooses what is said, and goes with nothing else', async () => {
  const { url } = await start({ repos })
  const list = await jsonOf(`${url}/api/models?search=big&expand=inferenceProviderMapping&expand=gated`)
  expect(list).toEqual([
    {
      _id: expect.stringMatching(/^[0-9a-f]{24}$/),
      id: 'ada/big',
      modelId: 'ada/big',
      gated: false,
      inferenceProviderMapping: { groq: {}, together: {} },
    },
  ])
  for (const wrong of ['expand=nothing', 'expand=sha&full=true', 'sort=nothing']) {
    expect((await fetch(`${url}/api/models?${wrong}`)).status).toBe(400)
  }
  expect(await jsonOf(`${url}/api/models?full=true&search=big`)).toMatchObject([
    { sha: expect.any(String), siblings: [] },
  ])
})

test('the names of other things are lists too', async () => {
  const { url } = await start({ repos, users: [{ name: 'ada', token: 'hf_ada' }] })
  expect(await idsOf(`${url}/api/datasets`)).toEqual(['ada/data'])
  expect(await idsOf(`${url}/api/spaces`)).toEqual([])
  expect(await jsonOf(`${url}/api/models-tags-by-type`)).toMatchObject({ library: [{ id: 'transformers' }] })
  expect(await idsOf(`${url}/api/settings/repositories`, bearer('hf_ada'))).toEqual([
    'ada/big',
    'ada/small',
    'ada/data',
  ])
  expect(await jsonOf(`${url}/api/users/ada/overview`)).toMatchObject({ user: 'ada', numModels: 2, numDatasets: 1 })
})
