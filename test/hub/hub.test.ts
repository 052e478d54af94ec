import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { connect, createApp, define, HfnError } from '../../src/index.ts'
import { createHub } from '../../src/hub/index.ts'
import { createFakeHub, type FakeHubOptions } from '../../src/testing/index.ts'

const token = 'hf_adasOwnToken'

const all = async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => {
  const list: Item[] = []
  for await (const item of items) list.push(item)
  return list
}

const start = async (options: FakeHubOptions = {}) => {
  const fake = await createFakeHub({ users: [{ name: 'ada', token }], ...options })
  const home = mkdtempSync(join(tmpdir(), 'hfn-home-'))
  const hub = createHub({ endpoint: fake.url, endpointsUrl: fake.endpointsUrl, token, env: { HF_HOME: home } })
  onTestFinished(async () => {
    hub.close()
    await fake.close()
    rmSync(home, { recursive: true, force: true })
  })
  return { fake, hub, home }
}

test('one object leads to all of the Hub', async () => {
  const { hub, home } = await start({
    repos: [
      { id: 'ada/small', files: { 'config.json': '{}', 'data/a.txt': 'a' }, downloads: 3 },
      { id: 'ada/large', downloads: 5 },
      { id: 'bob/other', downloads: 9 },
      { id: 'ada/notes', type: 'dataset', files: { 'train.csv': 'x' } },
    ],
  })
  expect(await hub.whoami()).toMatchObject({ name: 'ada' })
  expect(await hub.request('whoami-v2')).toMatchObject({ name: 'ada' })
  const found = await all(hub.models({ author: 'ada', sort: 'downloads', limit: 5 }))
  expect(found.map(({ id }) => id)).toEqual(['ada/large', 'ada/small'])
  expect(await hub.model('ada/small')).toMatchObject({ id: 'ada/small', downloads: 3 })
  expect(await hub.dataset('ada/notes')).toMatchObject({ id: 'ada/notes' })

  const { path, files } = await hub.download('ada/small')
  expect(files.map((file) => file.path).toSorted()).toEqual(['config.json', 'data/a.txt'])
  expect(readFileSync(join(path, 'data/a.txt'), 'utf8')).toBe('a')
  expect(await hub.cache.folder()).toBe(join(home, 'hub'))
  expect(await hub.cache.find('ada/small', 'data/a.txt')).toBe(join(path, 'data/a.txt'))
  expect((await hub.cache.scan()).repos).toMatchObject([{ type: 'model', id: 'ada/small' }])
  expect(await hub.cache.verify('ada/small')).toMatchObject({ checked: 2, corrupt: [], missing: [], extra: [] })
  expect(Buffer.concat(await all(hub.stream('ada/small', 'config.json'))).toString()).toBe('{}')

  await hub.repos.create('ada/made', { private: true })
  const { commits } = await hub.upload('ada/made', [{ path: 'hello.txt', content: 'hello' }])
  expect(commits).toHaveLength(1)
  const made = await hub.download('ada/made', { files: ['hello.txt'] })
  expect(readFileSync(made.path, 'utf8')).toBe('hello')
  await hub.repos.delete('ada/made')
  await expect(hub.model('ada/made')).rejects.toMatchObject({ code: 'NOT_FOUND' })

  const removed = await hub.cache.remove(['ada/small', 'ada/made'])
  expect(removed.repos).toHaveLength(2)
  expect((await hub.cache.scan()).repos).toEqual([])
})

test('a Space is an app: what space() gives can be given to connect()', async () => {
  const shout = define({
    name: 'shout',
    input: { text: { type: 'string' } },
    output: { text: { type: 'string' } },
    run: ({ text }) => text.toUpperCase(),
  })
  const served = createApp([shout])
  onTestFinished(() => served.close())
  const space = { stage: 'SLEEPING', app: served }
  const { hub } = await start({ repos: [{ id: 'ada/shout', type: 'space', sdk: 'gradio', space }] })
  const app = await connect(hub.space('ada/shout'))
  onTestFinished(() => app.close())
  expect(await app.run('shout', { text: 'hello' })).toBe('HELLO')
})

test('a dedicated endpoint is made, waited for and taken away', async () => {
  const { hub } = await start({ repos: [{ id: 'ada/model' }] })
  const plan = { model: 'ada/model', name: 'mine', vendor: 'aws', region: 'us-east-1', accelerator: 'cpu' }
  const made = await hub.endpoints.create({ ...plan, instanceType: 'intel-icl', instanceSize: 'x2' })
  expect(made).toMatchObject({ namespace: 'ada', name: 'mine' })
  const states: string[] = []
  const ready = await hub.endpoints.wait('mine', { interval: 10, onState: ({ state }) => states.push(state) })
  expect(ready.state).toBe('running')
  expect(states.at(-1)).toBe('running')
  expect(await hub.endpoints.list()).toHaveLength(1)
  await hub.endpoints.delete('mine')
  expect(await hub.endpoints.list()).toEqual([])
})

test('nothing is asked, and no file is read, before it is used', async () => {
  const { fake, hub } = await start()
  expect(hub.endpoint).toBe(fake.url)
  expect(fake.requests).toEqual([])
  expect(() => createHub({ endpoint: 'ftp://hub' })).toThrow(HfnError)
})
