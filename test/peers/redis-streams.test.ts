import { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Report, Task } from '../../src/serve/queue/contract.ts'
import { eventually } from './redis/eventually.ts'
import { Gate, newTask, type FakeHost, type Work } from './redis/fake-host.ts'
import { members, type Members } from './redis/members.ts'
import { redisServer, type RedisServer } from './redis/server.ts'

let server: RedisServer
let redis: Redis
let app: Members

beforeAll(async () => {
  server = await redisServer()
})
afterAll(() => server.stop())
beforeEach(async () => {
  redis = new Redis(server.url)
  await redis.flushall()
  app = members(server.url)
})
afterEach(async () => {
  await app.close()
  redis.disconnect()
})

/** Writes the text bit by bit, each time the whole of what there is. */
const writes =
  (text: string, step: number): Work =>
  async ({ report }) => {
    for (let end = step; end < text.length; end += step) await report({ type: 'output', data: [text.slice(0, end)] })
    return text
  }

const ended = (host: FakeHost, tasks: readonly Task[]): Promise<void> =>
  eventually(() => tasks.every((task) => host.ends(task).length === 1)).toBe(true)

test('who follows early and who follows late are told the same, in the same order, outputs whole', async () => {
  const early = await app.join({ role: 'web' })
  const late = await app.join({ role: 'web' })
  await app.join({ role: 'worker' }, { work: writes('abcdefghij'.repeat(20), 10), lines: { f: { limit: 3 } } })
  await early.queue.follow('visitor')
  const tasks = Array.from({ length: 6 }, () => newTask())
  for (const task of tasks) await early.queue.enter(task)
  await ended(early.host, tasks)
  await late.queue.follow('visitor')
  expect(late.host.order).toEqual(early.host.order)
  expect([...late.host.told]).toEqual([...early.host.told])
  const outputs = early.host.told.get(tasks[0]?.id ?? '')?.filter(({ type }) => type === 'output') ?? []
  expect(outputs).toHaveLength(19)
  expect(outputs.at(-1)).toEqual({ type: 'output', data: ['abcdefghij'.repeat(19)] })
})

test('a long text that grows word by word costs little more than twice its length', async () => {
  const text = 'a word '.repeat(30_000)
  const { queue, host } = await app.join({}, { work: writes(text, 210) })
  const task = newTask()
  await queue.enter(task)
  await ended(host, [task])
  expect(host.ends(task)).toEqual([{ type: 'done', data: [text] }])
  const log = await redis.xrange('{hfn}:log:visitor', '-', '+')
  const size = log.reduce((sum, [, fields]) => sum + fields.join('').length, 0)
  expect(size).toBeLessThan(2.6 * text.length)
})

test('a call has a stream of its own, under its id', async () => {
  const web = await app.join({ role: 'web' })
  const other = await app.join()
  const task = newTask({ kind: 'call' })
  await web.queue.enter(task)
  await ended(web.host, [task])
  await other.queue.follow(task.id)
  expect(other.host.told).toEqual(web.host.told)
})

test('a stream that many runs used remembers the last ones, and says how many reports came before', async () => {
  const { queue, host } = await app.join({}, { lines: { f: { limit: 20 } } })
  const tasks = Array.from({ length: 600 }, () => newTask())
  await Promise.all(tasks.map(async (task) => queue.enter(task)))
  await ended(host, tasks)
  const late = await app.join({ role: 'web' })
  await late.queue.follow('visitor')
  const count = (told: Map<string, readonly Report[]>): number =>
    [...told.values()].reduce((sum, reports) => sum + reports.length, 0)
  expect(late.host.told.size).toBeLessThan(400)
  expect(late.host.skips.get('visitor')).toBeGreaterThan(600)
  const last = [...late.host.told].at(-1)
  expect(last?.[1]).toEqual(host.told.get(last?.[0] ?? ''))
  // Reports of runs whose beginning is forgotten count among those skipped or are told to nobody.
  expect(count(late.host.told) + (late.host.skips.get('visitor') ?? 0)).toBeLessThanOrEqual(count(host.told))
})

test('a reader elsewhere who has read to the end is known to all', async () => {
  const [one, two] = [await app.join(), await app.join({ role: 'web' })]
  await two.queue.follow('visitor')
  const task = newTask()
  await one.queue.enter(task)
  await ended(two.host, [task])
  const reports = two.host.told.get(task.id)?.length ?? 0
  for (const read of [reports, reports - 1, reports + 1]) await one.queue.settle('visitor', read)
  await two.queue.follow('visitor')
  expect(two.host.settles).toEqual([['visitor', reports]])
})

test('a thousand followed streams need no more connections than one, and each is told its own', async () => {
  const web = await app.join({ role: 'web' })
  await app.join({ role: 'worker' }, { lines: { f: { limit: 50 } } })
  const tasks = Array.from({ length: 1_000 }, (_, index) => newTask({ session: `visitor ${index}` }))
  await Promise.all(tasks.map(({ session }) => web.queue.follow(session)))
  // How long a thousand at once may wait for Redis is another matter.
  for (let at = 0; at < tasks.length; at += 100)
    await Promise.all(tasks.slice(at, at + 100).map(async (task) => web.queue.enter(task)))
  await ended(web.host, tasks)
  const connections = String(await redis.client('LIST'))
    .trim()
    .split('\n')
  // Ours, three of each process, and the worker's that waits for tasks.
  expect(connections.length).toBeLessThanOrEqual(8)
})

test('who leaves a stream learns whether others still follow it; a process that is gone does not count', async () => {
  const [one, two] = [await app.join({ role: 'web' }), await app.join({ role: 'web' })]
  await one.queue.follow('visitor')
  await two.queue.follow('visitor')
  expect(await one.queue.unfollow('visitor')).toBe(false)
  expect(await two.queue.unfollow('visitor')).toBe(true)
  await one.queue.follow('visitor')
  await two.queue.follow('visitor')
  await two.queue.close()
  expect(await one.queue.unfollow('visitor')).toBe(true)
})

test('nothing stays in Redis for ever: what is not of fixed size expires', async () => {
  const gate = new Gate()
  const { queue, host } = await app.join({ results: 2_000 }, { work: gate.work })
  const tasks = [newTask(), newTask(), newTask({ kind: 'call' })]
  await queue.sessions.save('visitor', { known: true })
  for (const task of tasks) await queue.enter(task)
  await queue.cancel(tasks[1] ?? newTask())
  const lasting = async (): Promise<string[]> => {
    const keys = await redis.keys('*')
    const times = await Promise.all(keys.map((key) => redis.pttl(key)))
    return keys.filter((_, index) => times[index] === -1).sort()
  }
  gate.open()
  await ended(host, tasks)
  await eventually(lasting).toEqual(['events', 'id', 'meta'].map((name) => `{hfn}:line:f:${name}`))
  await eventually(async () =>
    (await redis.keys('*')).filter((key) => /:(log|run|pending|readers):/.test(key)),
  ).toEqual([])
  // Another run of this stream goes on behind what was forgotten.
  const more = newTask()
  await queue.enter(more)
  await ended(host, [more])
})

test('apps with prefixes of their own share a Redis without seeing each other', async () => {
  const mine = await app.join({ prefix: 'mine', role: 'web' })
  const theirs = await app.join({ prefix: 'theirs' })
  const [waits, runs] = [newTask(), newTask()]
  await mine.queue.enter(waits)
  await theirs.queue.enter(runs)
  await ended(theirs.host, [runs])
  expect(mine.host.told.get(waits.id)?.map(({ type }) => type)).toEqual(['place'])
})

test('the state of a session is there for all processes, and no larger than 1 MiB', async () => {
  const [one, two] = [await app.join(), await app.join({ role: 'worker' })]
  expect(await one.queue.sessions.open('visitor')).toEqual({})
  await one.queue.sessions.save('visitor', { list: [1, { deep: 'é' }] })
  expect(await two.queue.sessions.open('visitor')).toEqual({ list: [1, { deep: 'é' }] })
  const large = { text: 'é'.repeat(600_000) }
  await expect(async () => two.queue.sessions.save('visitor', large)).rejects.toMatchObject({ code: 'TOO_LARGE' })
})
