import { expect, test, vi } from 'vitest'
import { HfnError } from '../core/error.ts'
import type { Job, RunEvent } from './callable.ts'
import { startJob } from './job.ts'
import type { Finished, Run } from './run.ts'

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

test('awaiting, iterating, all outputs, several times: one run', async () => {
  const start = vi.fn(async (run: Run): Promise<Finished> => {
    run.emit(output('a'))
    return { data: ['b'], seconds: 2 }
  })
  const job = startJob(start)
  const events = read(job)
  expect(await job).toBe('b')
  expect(await job.outputs()).toEqual(['b'])
  expect(await events).toEqual([output('a'), { type: 'done', data: ['b'], seconds: 2 }])
  await job.finally(() => {})
  expect(start).toHaveBeenCalledTimes(1)
})

test('awaiting gives the value of one output, undefined for none, all of them for several', async () => {
  expect(await startJob(async () => ({ data: ['a'] }))).toBe('a')
  expect(await startJob(async () => ({ data: [] }))).toBeUndefined()
  expect(await startJob(async () => ({ data: ['a', 1] }))).toEqual(['a', 1])
  expect(await startJob(async () => ({ data: [['a', 'b']] }))).toEqual(['a', 'b'])
})

test('a failure ends the iteration and rejects the job with the same error', async () => {
  const failure = new HfnError('QUEUE_FULL', 'No room')
  const job = startJob(async (run) => {
    run.emit(output(1))
    throw failure
  })
  const events: RunEvent[] = []
  const iterating = (async () => {
    for await (const event of job) events.push(event)
  })()
  expect(await rejection(iterating)).toBe(failure)
  expect(await rejection(job)).toBe(failure)
  expect(await rejection(job.outputs())).toBe(failure)
  expect(await rejection(read(job))).toBe(failure)
  expect(events).toEqual([output(1)])
})

test('what is thrown that is no error of ours becomes FUNCTION_FAILED with the same message and its cause', async () => {
  const cause = new RangeError('too far')
  const thrown = startJob(() => {
    throw cause
  })
  expect(await rejection(thrown)).toMatchObject({ code: 'FUNCTION_FAILED', message: 'too far', cause })
  const odd: unknown = Object.create(null)
  expect(await rejection(startJob(() => Promise.reject(odd)))).toMatchObject({ code: 'FUNCTION_FAILED', cause: odd })
  const text: unknown = 'just text'
  expect(await rejection(startJob(() => Promise.reject(text)))).toMatchObject({
    code: 'FUNCTION_FAILED',
    message: 'just text',
  })
})

test('nobody has to listen: a run that fails or is stopped unheard is no unhandled rejection, which would fail this run', async () => {
  void startJob(() => Promise.reject(new Error('unheard')))
  await startJob(() => new Promise<Finished>(() => {}), { grace: 1 }).cancel()
  await new Promise((resolve) => setImmediate(resolve))
})

test('a job is a promise to everything that takes promises', async () => {
  const job: Job = startJob(async () => ({ data: ['a'] }))
  expect(await Promise.all([job, Promise.race([job, new Promise(() => {})])])).toEqual(['a', 'a'])
  expect(await (async () => job)()).toBe('a')
  expect(Object.prototype.toString.call(job)).toBe('[object Job]')
  expect(job.id).toMatch(/^[0-9a-f-]{36}$/)
  expect(startJob(async () => ({ data: [] }), { id: 'mine' }).id).toBe('mine')
})
