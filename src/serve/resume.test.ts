import { expect, test } from 'vitest'
import { define } from '../callable/define.ts'
import { call, cancel, count, createApp, get, held, type ServedApp } from '../../test/support/served-app.ts'

const fail = define({
  name: 'fail',
  input: {},
  output: {},
  run: () => {
    throw new Error('secret')
  },
})

const read = async (app: ServedApp, id: string, headers?: Record<string, string>, query = ''): Promise<string> =>
  (await get(app, `/call/x/${id}${query}`, headers)).text()

const standing = async (app: ServedApp, id: string): Promise<unknown> => (await get(app, `/call/x/${id}?wait=0`)).json()

test('frames have a number for who says where it goes on, and for nobody else', async () => {
  const app = createApp([count])
  const id = await call(app, 'count', { data: [2] })
  const numbered = await read(app, id, {}, '?after=-1')
  expect(numbered.replaceAll(/id: \d+/g, 'id: n')).toBe(
    'id: n\nevent: generating\ndata: ["1"]\n\nid: n\nevent: generating\ndata: ["2"]\n\nid: n\nevent: complete\ndata: ["2"]\n\n',
  )
  const [, second] = [...numbered.matchAll(/id: (\d+)/g)].map(([, number]) => number)
  expect(await read(app, id, { 'last-event-id': second ?? '' })).toMatch(
    /^id: \d+\nevent: complete\ndata: \["2"\]\n\n$/,
  )
  expect(await read(app, id)).toBe('event: complete\ndata: ["2"]\n\n')
})

test('a reader with a number of another process is told how things stand', async () => {
  const app = createApp([count])
  const id = await call(app, 'count', { data: [2] })
  expect(await read(app, id, { 'last-event-id': '9999' })).toContain('event: complete\ndata: ["2"]')
})

test('who does not want to wait is told how a run stands', async () => {
  const { callable, started, running } = held()
  const app = createApp([callable, fail])
  const [first, second, third] = [
    await call(app, 'held', { data: ['a'] }),
    await call(app, 'held', { data: ['b'] }),
    await call(app, 'held', { data: ['c'] }),
  ]
  await running(1)
  await cancel(app, third, third)
  expect(await Promise.all([first, second, third].map((id) => standing(app, id)))).toEqual([
    { status: 'running', data: ['began a'] },
    { status: 'waiting' },
    { status: 'stopped', data: [null] },
  ])
  started[0]?.end('over')
  await running(2)
  expect(await standing(app, first)).toEqual({ status: 'done', data: ['over'] })
  const failed = await call(app, 'fail', { data: [] })
  await read(app, failed)
  expect(await standing(app, failed)).toEqual({
    status: 'failed',
    error: expect.stringContaining(failed),
    code: 'FUNCTION_FAILED',
  })
  expect((await get(app, '/call/x/nothing?wait=0')).status).toBe(404)
  await app.close({ drain: 0 })
})
