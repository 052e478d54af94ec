import { expect, test } from 'vitest'
import { jsonOf, post, start } from './start.ts'

test('commits and refs are listed, newest first', async () => {
  const hub = await start({ repos: [{ type: 'dataset', id: 'ada/data', files: { a: '1' } }] })
  const id = hub.commit('ada/data', { b: '2' }, 'dataset')
  expect(await jsonOf(`${hub.url}/api/datasets/ada/data/commits/main`)).toMatchObject([
    { id, title: 'Upload files', authors: [{ user: 'ada' }] },
    { title: 'Upload files' },
    { title: 'initial commit' },
  ])
  expect(await jsonOf(`${hub.url}/api/datasets/ada/data/refs`)).toEqual({
    branches: [{ name: 'main', ref: 'refs/heads/main', targetCommit: id }],
    converts: [],
    tags: [],
  })
})

test('paths are told of as JSON and as a form asks, the rest is left out', async () => {
  const { url } = await start({ repos: [{ id: 'ada/model', files: { 'x/y.txt': 'one', 'z.txt': 'two' } }] })
  const place = `${url}/api/models/ada/model/paths-info/main`
  const asked = await jsonOf(place, post({ paths: ['x', 'z.txt', 'none'], expand: true }))
  expect(asked).toMatchObject([
    { type: 'directory', path: 'x', lastCommit: { title: 'Upload files' } },
    { type: 'file', path: 'z.txt', size: 3, lastCommit: { title: 'Upload files' } },
  ])
  const form = new URLSearchParams([
    ['paths', 'x/y.txt'],
    ['paths', 'z.txt'],
  ])
  expect(await jsonOf(place, { method: 'POST', body: form })).toMatchObject([{ path: 'x/y.txt' }, { path: 'z.txt' }])
})

test('a long tree comes in pages', async () => {
  const files = Object.fromEntries(Array.from({ length: 5 }, (_, index) => [`file-${index}`, 'x']))
  const { url } = await start({ repos: [{ id: 'ada/model', files }], pageSize: 2 })
  const names: string[] = []
  for (let next: string | undefined = `${url}/api/models/ada/model/tree/main?expand=true`; next !== undefined;) {
    const answer: Response = await fetch(next)
    names.push(...((await answer.json()) as { path: string }[]).map(({ path }) => path))
    next = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1]
  }
  expect(names).toEqual(Object.keys(files))
})

test('the same repo has the same commits in every fake Hub', async () => {
  const repos = [{ id: 'ada/model', files: { a: { bytes: 50_000_000, seed: 1 } } }]
  const [one, other] = [await start({ repos }), await start({ repos })]
  expect(one.commit('ada/model', { b: 'b' })).toBe(other.commit('ada/model', { b: 'b' }))
})
