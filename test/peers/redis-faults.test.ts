import { Redis } from 'ioredis'
import { afterEach, expect, test } from 'vitest'
import { redisQueue } from '../../src/serve/lazy-redis.ts'
import type { Task } from '../../src/serve/queue/contract.ts'
import { eventually } from './redis/eventually.ts'
import { fakeHost, Gate, newTask, type FakeHost } from './redis/fake-host.ts'
import { members, type Members } from './redis/members.ts'
import { redisServer, type RedisServer, type RedisServerOptions } from './redis/server.ts'

const opened: { close(): Promise<void> }[] = []
const unhandled: unknown[] = []
const note = (error: unknown): void => void unhandled.push(error)
process.on('unhandledRejection', note)

afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close()
  expect(unhandled.splice(0)).toEqual([])
})

const serve = async (options?: RedisServerOptions): Promise<RedisServer> => {
  const server = await redisServer(options)
  opened.push({ close: () => server.stop() })
  return server
}

const membersOf = (url: string): Members => {
  const app = members(url)
  opened.push(app)
  return app
}

const onDisk = ['--appendonly', 'yes', '--appendfsync', 'always']
const refused = expect.objectContaining({
  code: 'APP_STOPPED',
  message: 'The queue cannot be reached just now.',
  details: expect.objectContaining({ status: 503 }),
})

const ended = (host: FakeHost, tasks: readonly Task[]): Promise<void> =>
  eventually(() => tasks.every((task) => host.ends(task).length === 1)).toBe(true)

test('while Redis is away joins are refused, what runs goes on, and streams go on when it is back', async () => {
  const server = await serve({ settings: onDisk })
  const app = membersOf(server.url)
  const gate = new Gate()
  const web = await app.join({ role: 'web' })
  await app.join({ role: 'worker', lockDuration: 30_000 }, { work: gate.work })
  const tasks = [newTask(), newTask()]
  for (const task of tasks) await web.queue.enter(task)
  await eventually(() => gate.begun.length).toBe(1)
  await server.crash()
  await eventually(() => web.troubles.length).toBeGreaterThan(0)
  await expect(web.queue.enter(newTask())).rejects.toEqual(refused)
  await expect(web.queue.follow('another')).rejects.toEqual(refused)
  await expect(web.queue.cancel(tasks[1] ?? newTask())).rejects.toEqual(refused)
  expect(await web.queue.unfollow('another')).toBe(false)
  gate.open()
  await server.restart()
  await ended(web.host, tasks)
  expect(tasks.flatMap((task) => web.host.ends(task))).toEqual(tasks.map(({ id }) => ({ type: 'done', data: [id] })))
  const more = newTask()
  await web.queue.enter(more)
  await ended(web.host, [more])
})

test('a Redis that does not answer is not waited for longer than a few seconds', async () => {
  const server = await serve()
  const { queue } = await membersOf(server.url).join({ role: 'web' })
  await queue.enter(newTask())
  server.suspend()
  await expect(queue.enter(newTask())).rejects.toEqual(refused)
  server.resume()
  await eventually(() => Promise.resolve(queue.enter(newTask())).then(() => 'entered', String)).toBe('entered')
})

test('a Redis that is not there yet is waited for in the background', async () => {
  const server = await serve()
  await server.crash()
  const { queue, host } = await membersOf(server.url).join()
  await expect(queue.enter(newTask())).rejects.toEqual(refused)
  await server.restart()
  const task = newTask()
  await eventually(() => Promise.resolve(queue.enter(task)).then(() => 'entered', String)).toBe('entered')
  await ended(host, [task])
})

test('runs that Redis has forgotten end as failures, clearly, and new ones run', async () => {
  const server = await serve()
  const gate = new Gate()
  const { queue, host } = await membersOf(server.url).join({}, { work: gate.work })
  const tasks = [newTask(), newTask()]
  for (const task of tasks) await queue.enter(task)
  await eventually(() => gate.begun.length).toBe(1)
  await server.restart()
  await ended(host, tasks)
  const error = expect.objectContaining({ error: 'The queue has lost this run.', code: 'APP_STOPPED' })
  expect(tasks.map((task) => host.ends(task))).toEqual(tasks.map(() => [{ type: 'failed', error }]))
  gate.open()
  const more = newTask()
  await queue.enter(more)
  await ended(host, [more])
})

test('the password of Redis stands in nothing that is told', async () => {
  const server = await serve({ settings: ['--requirepass', 'right:secret'] })
  const at = (password: string): string => server.url.replace('//', `//:${encodeURIComponent(password)}@`)
  const app = membersOf(at('right:secret'))
  const { queue, host } = await app.join()
  const task = newTask()
  await queue.enter(task)
  await ended(host, [task])

  const wrong = await membersOf(at('wrong:secret')).join()
  const failure = await Promise.resolve(wrong.queue.enter(newTask())).catch((error: unknown) => error)
  await eventually(() => wrong.troubles.length).toBeGreaterThan(0)
  const told = `${wrong.troubles.join('\n')} ${JSON.stringify(failure)} ${String(failure)}`
  expect(told).toContain('WRONGPASS')
  expect(told).not.toContain('secret')
})

test('another kind of address is refused at once, without its password', async () => {
  const host = fakeHost()
  for (const url of ['http://user:secret@example.com', 'localhost:6379', 'redis', '']) {
    const failure = await Promise.resolve(url)
      .then((address) => redisQueue(address)(host))
      .catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'BAD_USAGE', hint: expect.stringContaining('redis://') })
    expect(String(failure)).not.toContain('secret')
  }
})

test('who closes gives its runs to others: they begin anew there, and the old ones are told to stop', async () => {
  const server = await serve()
  const app = membersOf(server.url)
  const [first, second] = [new Gate(), new Gate()]
  const web = await app.join({ role: 'web' })
  const leaving = await app.join({ role: 'worker' }, { work: first.work })
  const task = newTask()
  await web.queue.enter(task)
  await eventually(() => first.begun).toEqual([task.id])
  await app.join({ role: 'worker' }, { work: second.work })
  await leaving.queue.close()
  await eventually(() => second.begun).toEqual([task.id])
  expect(first.running).toBe(0)
  second.open()
  await ended(web.host, [task])
  expect(web.host.ends(task)).toEqual([{ type: 'done', data: [task.id] }])
})

test('a task that was put in line by a process that died then still enters its stream', async () => {
  const server = await serve()
  const app = membersOf(server.url)
  const web = await app.join({ role: 'web' })
  await web.queue.follow('visitor')
  // What the process had done so far: the job is there, nothing is told.
  const task = newTask()
  const redis = new Redis(server.url, { maxRetriesPerRequest: null })
  const { Queue } = await import('bullmq')
  const line = new Queue('f', { connection: redis, prefix: '{hfn}:line' })
  await line.add('f', { tasks: [task] }, { jobId: task.id })
  await line.close()
  redis.disconnect()
  await app.join({ role: 'worker' })
  await ended(web.host, [task])
})
