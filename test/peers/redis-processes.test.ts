import { afterEach, beforeEach, expect, test } from 'vitest'
import type { App } from '../../src/gradio/index.ts'
import { connect } from '../../src/gradio/index.ts'
import { balancer } from './redis/balancer.ts'
import { eventually } from './redis/eventually.ts'
import { appProcesses, type AppProcess, type Processes } from './redis/processes.ts'
import { redisServer } from './redis/server.ts'

const opened: { close(): Promise<unknown> | void }[] = []
let url: string
let processes: Processes

beforeEach(async () => {
  const server = await redisServer()
  opened.push({ close: () => server.stop() })
  url = server.url
  processes = await appProcesses()
  opened.push(processes)
})
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close()
})

/** Milliseconds; a test starts up to five processes, and the machine may be busy. */
const limit = 120_000

/** A worker that still runs must not be taken for lost because the machine is busy: it gives a sign every half of this time. */
const lockDuration = 5_000

const start = (role: 'all' | 'web' | 'worker', concurrency = 12): Promise<AppProcess> =>
  processes.start({ url, role, concurrency, lockDuration })

/** An app to call, at one of these processes or, by turns, at any of them. */
const reach = async (...replicas: readonly AppProcess[]): Promise<() => Promise<App>> => {
  const balanced = await balancer(replicas.map((replica) => replica.url))
  opened.push(balanced)
  return async () => {
    const app = await connect(balanced.url)
    opened.push(app)
    return app
  }
}

const startsOf = async (word: string): Promise<number[]> =>
  (await processes.starts()).filter((one) => one.word === word).map((one) => one.process)

test(
  'a worker and a replica are killed in mid-run: no run is lost, each has its result once',
  async () => {
    const [replicas, workers] = await Promise.all([
      Promise.all([start('web'), start('web'), start('web')]),
      Promise.all([start('worker'), start('worker')]),
    ])
    const visit = await reach(...replicas)
    const apps = await Promise.all(Array.from({ length: 6 }, visit))
    const words = Array.from({ length: 60 }, (_, index) => `word-${index}-abcdefghijklmnop`)
    const entered = new Set<string>()
    const results: string[] = []
    const follow = async (word: string, index: number): Promise<void> => {
      const job = apps[index % apps.length]?.run('spell', { word, milliseconds: 40, until: 'killed' })
      for await (const event of job ?? []) {
        entered.add(word)
        if (event.type === 'output') expect(`${word}!`.startsWith(String(event.data[0]))).toBe(true)
        if (event.type === 'done') results.push(String(event.data[0]))
      }
    }
    const runs = Promise.allSettled(words.map(follow))
    await eventually(() => entered.size).toBe(words.length)
    await eventually(async () => (await processes.starts()).length).toBe(12)
    const [busy] = await processes.starts()
    await Promise.all([workers.find(({ id }) => id === busy?.process)?.kill(), replicas[0]?.kill()])
    await processes.release('killed')

    const failures = (await runs).flatMap((run) => (run.status === 'rejected' ? [String(run.reason)] : []))
    expect(failures).toEqual([])
    expect(results.sort()).toEqual(words.map((word) => `${word}!`).sort())
    const starts = await Promise.all(words.map(startsOf))
    expect(Math.max(...starts.map((by) => by.length))).toBe(2)
    expect(starts.filter((by) => by.length === 2).length).toBeLessThanOrEqual(12)
    expect(processes.complaints()).toBe('')
  },
  limit,
)

test(
  'a worker that was taken for lost and comes back adds nothing to the run another one has taken over',
  async () => {
    const visit = await reach(await start('web'))
    const app = await visit()
    const sleeping = await start('worker')
    const word = 'abcdefghijklmnopqrstuvwxyz'
    const job = app.run('spell', { word, milliseconds: 30, until: 'both' })
    const outputs: string[] = []
    const told = (async () => {
      for await (const event of job)
        if (event.type === 'output' || event.type === 'done') outputs.push(String(event.data))
    })()
    await eventually(() => outputs.length).toBeGreaterThan(3)
    sleeping.suspend()
    const other = await start('worker')
    await eventually(() => startsOf(word)).toEqual([sleeping.id, other.id])
    await eventually(() => outputs.lastIndexOf('a')).toBeGreaterThan(3)
    sleeping.resume()
    await processes.release('both')
    await told
    const again = outputs.slice(outputs.lastIndexOf('a'))
    expect(again).toEqual([...again].sort((one, two) => one.length - two.length))
    expect(again.at(-1)).toBe(`${word}!`)
    expect(await app.run('spell', { word: 'next', milliseconds: 1 })).toBe('next!')
  },
  limit,
)

test(
  'a run whose worker is lost twice fails, once and clearly',
  async () => {
    const visit = await reach(await start('web'))
    const app = await visit()
    const word = 'deadly'
    const job = app.run('spell', { word, milliseconds: 60_000 })
    const failure = Promise.resolve(job).catch((error: unknown) => error)
    for (const lost of [1, 2]) {
      const worker = await start('worker')
      await eventually(() => startsOf(word)).toHaveLength(lost)
      await worker.kill()
    }
    await start('worker')
    expect(await failure).toMatchObject({ code: 'APP_STOPPED', message: 'The worker that ran it was lost, twice.' })
    expect(await startsOf(word)).toHaveLength(2)
  },
  limit,
)

test(
  'a worker that is asked to end lets its runs end first, and others run what waits',
  async () => {
    const visit = await reach(await start('web'))
    const app = await visit()
    const leaving = await start('worker', 1)
    const first = app.run('spell', { word: 'first', milliseconds: 1, until: 'left' })
    await eventually(() => startsOf('first')).toEqual([leaving.id])
    const second = app.run('spell', { word: 'second', milliseconds: 1 })
    const ended = leaving.end()
    await eventually(() => processes.endings()).toEqual([leaving.id])
    await processes.release('left')
    expect(await first).toBe('first!')
    expect(await ended).toBe(0)
    const staying = await start('worker', 1)
    expect(await second).toBe('second!')
    expect(await startsOf('second')).toEqual([staying.id])
  },
  limit,
)

test(
  'a cancel at one replica reaches the run that another accepted, waiting or running',
  async () => {
    const replicas = await Promise.all([start('web', 1), start('web', 1)])
    await start('worker', 1)
    const visit = await reach(...replicas)
    const app = await visit()
    const begin = (word: string) => app.run('spell', { word, milliseconds: 60_000 })
    const running = begin('running')
    await eventually(() => startsOf('running')).toHaveLength(1)
    const waiting = begin('waiting')
    for await (const event of waiting) if (event.type === 'queue') break
    const jobs = [running, waiting]
    const failures = jobs.map((job) => Promise.resolve(job).catch((error: unknown) => error))
    await Promise.all(jobs.map((job) => job.cancel()))
    expect(await Promise.all(failures)).toMatchObject([{ code: 'CANCELLED' }, { code: 'CANCELLED' }])
    expect(await app.run('spell', { word: 'after', milliseconds: 1 })).toBe('after!')
    expect(await startsOf('waiting')).toEqual([])
  },
  limit,
)

test(
  'the state of a session follows it to any worker',
  async () => {
    const visit = await reach(...(await Promise.all([start('all', 1), start('all', 1)])))
    const [one, other] = await Promise.all([visit(), visit()])
    for (let count = 1; count <= 10; count++) expect(await one.run('visits', {})).toBe(count)
    expect(await other.run('visits', {})).toBe(1)
  },
  limit,
)
