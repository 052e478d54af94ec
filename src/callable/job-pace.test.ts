import { expect, test } from 'vitest'
import type { RunEvent } from './callable.ts'
import { startJob } from './job.ts'
import type { Finished, Run } from './run.ts'

const output = (...data: unknown[]): { type: 'output'; data: unknown[] } => ({ type: 'output', data })

const log = (text: string): { type: 'log'; level: 'info'; text: string } => ({ type: 'log', level: 'info', text })

const read = async (job: AsyncIterable<RunEvent>): Promise<RunEvent[]> => {
  const events: RunEvent[] = []
  for await (const event of job) events.push(event)
  return events
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

test('every reader gets what happens from its coming on and the end; the first also what was before', async () => {
  const { job, run, end } = steered()
  run.emit(output(1))
  const first = read(job)
  run.emit(output(2))
  const second = read(job)
  run.emit(output(3))
  end(4)
  const done = { type: 'done', data: [4] }
  expect(await first).toEqual([output(1), output(2), output(3), done])
  expect(await second).toEqual([output(3), done])
  expect(await read(job)).toEqual([done])
})

test('who iterates after the end still gets the last outputs, once, and every log', async () => {
  const job = startJob(async (run) => {
    run.emit(log('first'))
    for (let index = 0; index < 10_000; index += 1) run.emit(output(index))
    return { data: ['end'] }
  })
  await job
  const events = await read(job)
  expect(events[0]).toEqual(log('first'))
  expect(events.length).toBeLessThan(100)
  expect(events.at(-2)).toEqual(output(9_999))
  expect(events.at(-1)).toEqual({ type: 'done', data: ['end'] })
  expect(await read(job)).toEqual([{ type: 'done', data: ['end'] }])
})

test('a source that says much at once loses nothing to one who iterates at once', async () => {
  const job = startJob(async (run) => {
    for (let index = 0; index < 1_000; index += 1) {
      run.emit(output(index))
      const caughtUp = run.ready()
      if (caughtUp !== undefined) await caughtUp
    }
    return { data: [] }
  })
  expect(await read(job)).toHaveLength(1_001)
})

test('a slow reader slows the source, and memory stays bounded when the source does not listen', async () => {
  const { job, run, end } = steered()
  const slow = job[Symbol.asyncIterator]()
  for (let index = 0; index < 63; index += 1) run.emit(output(index))
  expect(run.ready()).toBeUndefined()
  run.emit(output(63))
  const caughtUp = run.ready()
  expect(run.ready()).toBe(caughtUp)
  let resolved = false
  void caughtUp?.then(() => (resolved = true))
  for (let index = 0; index < 31; index += 1) await slow.next()
  expect(resolved).toBe(false)
  await slow.next()
  await caughtUp
  expect(run.ready()).toBeUndefined()

  run.emit(log('kept'))
  for (let index = 0; index < 100_000; index += 1) run.emit(output(index))
  end('end')
  await job
  const rest: RunEvent[] = []
  for (let next = await slow.next(); !next.done; next = await slow.next()) rest.push(next.value)
  expect(rest[0]).toEqual(log('kept'))
  expect(rest.length).toBeLessThan(300)
  expect(rest.slice(-2)).toEqual([output(99_999), { type: 'done', data: ['end'] }])
})

test('a source that waits for readers goes on when they leave, and when the run is stopped', async () => {
  const fill = (run: Run): Promise<void> | undefined => {
    for (let index = 0; index < 100; index += 1) run.emit(output(index))
    return run.ready()
  }
  const left = steered()
  const iterator = left.job[Symbol.asyncIterator]()
  left.job.catch(() => {})
  const waiting = fill(left.run)
  await iterator.return?.()
  await waiting
  const stopped = steered()
  stopped.job[Symbol.asyncIterator]()
  const held = fill(stopped.run)
  const cancelling = stopped.job.cancel()
  await held
  stopped.end()
  await cancelling
})
