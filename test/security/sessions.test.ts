import { expect, test } from 'vitest'
import type { ServeOptions } from '../../src/serve/index.ts'
import { dial, heard, json, login, start } from './support.ts'

const auth = { ada: 'correct horse', bob: 'battery staple' }

type Headers = Record<string, string>

const post = async (url: string, body: unknown, headers: Headers = {}): Promise<unknown> =>
  (await fetch(url, { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(body) })).json()

const join = async (url: string, index: number, data: unknown[], headers: Headers = {}): Promise<string> =>
  ((await post(`${url}/queue/join`, { data, fn_index: index, session_hash: 's' }, headers)) as { event_id: string })
    .event_id

/** What a reader of session `s` hears until it was enough. */
const listenTo = async (port: number, enough: RegExp, cookie = ''): Promise<string> => {
  const socket = await dial(port)
  socket.write(`GET /queue/data?session_hash=s HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: ${cookie}\r\n\r\n`)
  return heard(socket, (text) => enough.test(text))
}

const two = async (options: ServeOptions = {}) => {
  const server = await start({ auth, concurrency: 4, ...options })
  const [ada, bob] = await Promise.all([
    login(server.url, 'ada', 'correct horse'),
    login(server.url, 'bob', 'battery staple'),
  ])
  return { ...server, ada, bob }
}

test('S22: two readers of one session hear everything, each', async () => {
  const { url, port } = await start()
  const id = await join(url, 0, ['hello'])
  const texts = await Promise.all([1, 2].map(async () => listenTo(port, /process_completed/)))
  for (const text of texts) {
    expect(text).toContain(id)
    expect(text).toMatch(/"data":\["hello"\]/)
  }
})

test('S22: a session of the same name is another one for another user', async () => {
  const { url, port, ada, bob } = await two()
  const id = await join(url, 0, ['for ada'], { cookie: ada })
  expect(await listenTo(port, /process_completed/, ada)).toContain('for ada')
  const other = await listenTo(port, /session_not_found|process_completed/, bob)
  expect([other.includes('for ada'), other.includes(id)]).toEqual([false, false])
  await join(url, 0, ['for bob'], { cookie: bob })
  const own = await listenTo(port, /process_completed/, bob)
  expect([own.includes('for bob'), own.includes('for ada')]).toEqual([true, false])
})

test("S22: nobody cancels another user's run", async () => {
  const { url, port, ada, bob } = await two()
  const id = await join(url, 2, [], { cookie: ada })
  const cancel = (cookie: string) => post(`${url}/cancel`, { event_id: id, session_hash: 's', fn_index: 2 }, { cookie })
  await cancel(bob)
  await join(url, 0, ['still here'], { cookie: ada })
  // Had the first run been stopped, its end would come before that of the second.
  const heardFirst = await listenTo(port, /process_completed/, ada)
  expect([
    heardFirst.includes('still here'),
    /process_completed","event_id":"(\w+)/.exec(heardFirst)?.[1] === id,
  ]).toEqual([true, false])
  await cancel(ada)
  expect(await listenTo(port, new RegExp(`process_completed","event_id":"${id}`), ada)).toContain(id)
})

test("S22: a result is not read by another user, not even with the run's id", async () => {
  const { url, ada, bob } = await two()
  const called = (await post(`${url}/call/echo`, { data: ['for ada'] }, { cookie: ada })) as { event_id: string }
  const read = async (cookie: string) =>
    (await fetch(`${url}/call/echo/${called.event_id}`, { headers: { cookie } })).text()
  expect(await read(bob)).not.toContain('for ada')
  expect(await read(ada)).toContain('for ada')
})

test('a function knows its user, and keeps what it remembers of each apart', async () => {
  const { url, ada, bob } = await two()
  const count = async (cookie: string): Promise<unknown> => {
    const answer = await post(`${url}/run/count`, { data: [], session_hash: 's' }, { cookie })
    return (answer as { data: unknown[] }).data[0]
  }
  expect([await count(ada), await count(ada), await count(bob)]).toEqual(['ada: 1', 'ada: 2', 'bob: 1'])
})
