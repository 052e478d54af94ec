import { expect, test, vi } from 'vitest'
import { HfnError } from '../core/error.ts'
import type { RunEvent } from './callable.ts'
import { startJob } from './job.ts'
import type { Finished, Run } from './run.ts'
import type { WorkOptions } from './work.ts'

const output = (...data: unknown[]): { type: 'output'; data: unknown[] } => ({ type: 'output', data })

const read = async (job: AsyncIterable<RunEvent>): Promise<RunEvent[]> => {
  const events: RunEvent[] = []
  for await (const event of job) events.push(event)
  return events
}

const rejection = (promise: PromiseLike<unknown>): Promise<unknown> =>
  Promise.resolve(promise).then(
    () => 'fulfilled',
    (error: unknown) => error,
  )

/** A run that goes on until it is told to stop, and how often it started and was told. */
const endless = (options: WorkOptions = {}) => {
  const seen = { starts: 0, stops: 0, emitted: 0 }
  const job = startJob(async (run) => {
    seen.starts += 1
    while (!run.signal.aborted) {
      run.emit(output((seen.emitted += 1)))
      await run.ready()
      await new Promise((resolve) => setImmediate(resolve))
    }
    seen.stops += 1
    throw new Error('told to stop')
  }, options)
  return { job, seen }
}

/** A run in our hands, which ends when `end` is called. */
const steered = () => {
  let run: Run | undefined
  let end: (finished: Finished) => void = () => {}
  const job = startJob((started) => {
    run = started
    return new Promise<Finished>((resolve) => (end = resolve))
  })
  if (run === undefined) throw new Error('not started')
  return { job, run, end: (...data: unknown[]) => end({ data }) }
}

test('cancel stops the source, resolves when it has settled, and rejects the job with CANCELLED', async () => {
  const { job, seen } = endless()
  const waiting = rejection(job)
  await Promise.all([job.cancel(), job.cancel()])
  expect(seen.stops).toBe(1)
  expect(await waiting).toMatchObject({ code: 'CANCELLED' })
  expect(await rejection(read(job))).toMatchObject({ code: 'CANCELLED' })
  await job.cancel()
})

test('a run that ended is not cancelled any more', async () => {
  const job = startJob(async () => ({ data: [1] }))
  await job
  await job.cancel()
  expect(await job).toBe(1)
})

test('a source that ignores the signal cannot hold the job', async () => {
  const job = startJob(() => new Promise<Finished>(() => {}), { grace: 10 })
  await job.cancel()
  expect(await rejection(job)).toMatchObject({ code: 'CANCELLED' })
})

test('nothing is told after the end, nor after the run was stopped', async () => {
  const { job, run, end } = steered()
  const reading = read(job)
  end('end')
  await job
  run.emit(output('late'))
  expect(run.ready()).toBeUndefined()
  expect(await reading).toEqual([{ type: 'done', data: ['end'] }])
  expect(await read(job)).toEqual([{ type: 'done', data: ['end'] }])

  const other = steered()
  const iterator = other.job[Symbol.asyncIterator]()
  const cancelling = other.job.cancel()
  other.run.emit(output('late'))
  other.end('late')
  await cancelling
  expect(await rejection(iterator.next())).toMatchObject({ code: 'CANCELLED' })
})

test('leaving the loop early cancels the run and waits for that', async () => {
  const { job, seen } = endless()
  for await (const event of job) if (event.type === 'output' && event.data[0] === 3) break
  expect(seen.stops).toBe(1)
  expect(await rejection(job)).toMatchObject({ code: 'CANCELLED' })
})

test('leaving the loop early cancels nothing while somebody else iterates or awaits', async () => {
  const shared = endless()
  const other = shared.job[Symbol.asyncIterator]()
  for await (const _ of shared.job) break
  expect(await other.next()).toMatchObject({ done: false })
  expect(shared.seen.stops).toBe(0)
  await other.return?.()
  expect(shared.seen.stops).toBe(1)

  const { job, run, end } = steered()
  const awaiting = job.then((value) => `got ${String(value)}`)
  run.emit(output(1))
  for await (const _ of job) break
  end('end')
  expect(await awaiting).toBe('got end')
})

test('a signal cancels, before the start as well as after it', async () => {
  const controller = new AbortController()
  const { job, seen } = endless({ signal: controller.signal })
  controller.abort()
  expect(await rejection(job)).toMatchObject({ code: 'CANCELLED' })
  expect(seen).toMatchObject({ starts: 1, stops: 1 })
  const never = endless({ signal: controller.signal })
  expect(await rejection(never.job)).toMatchObject({ code: 'CANCELLED' })
  expect(never.seen.starts).toBe(0)
})

test("a signal's reason is the job's error where it is ours, and TIMEOUT where it is a signal of time", async () => {
  const reason = new HfnError('APP_STOPPED', 'gone')
  expect(await rejection(endless({ signal: AbortSignal.abort(reason) }).job)).toBe(reason)
  expect(await rejection(endless({ signal: AbortSignal.timeout(1) }).job)).toMatchObject({ code: 'TIMEOUT' })
})

test('a timeout stops the run; without one, 0 and endless times are none', async () => {
  const { job, seen } = endless({ timeout: 5 })
  expect(await rejection(job)).toMatchObject({ code: 'TIMEOUT', message: 'No result within 5 ms' })
  expect(seen.stops).toBe(1)
  for (const timeout of [0, Infinity, undefined]) {
    const free = endless({ timeout })
    await free.job[Symbol.asyncIterator]().next()
    expect(free.seen.stops).toBe(0)
    await free.job.cancel()
  }
})

test('a run that ended leaves no timer behind', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    await startJob(async () => ({ data: [] }), { timeout: 1_000 })
    const stopped = steered()
    const cancelling = stopped.job.cancel()
    stopped.end()
    await cancelling
    expect(vi.getTimerCount()).toBe(0)
  } finally {
    vi.useRealTimers()
  }
})

test('thousands of runs that share a signal add one listener to it', async () => {
  const { signal } = new AbortController()
  const listen = vi.spyOn(signal, 'addEventListener')
  for (let round = 0; round < 100; round += 1) {
    await Promise.all(Array.from({ length: 100 }, () => startJob(async () => ({ data: [] }), { signal })))
  }
  expect(listen).toHaveBeenCalledTimes(1)
})
