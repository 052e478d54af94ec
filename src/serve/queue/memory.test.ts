import { expect, test } from 'vitest'
import type { LineRules, QueueHost, Report, Task } from './contract.ts'
import { memoryQueue } from './memory.ts'

const rules = (name: string, limit = 1, batch = 1): LineRules => ({ name, limit, batch })

/** A queue whose runs end when they are told to, and all that is heard of them. */
const made = (lines: Record<string, LineRules>, maxQueue = 10, most = 1_000) => {
  const heard = new Map<string, Report[]>()
  const started: string[][] = []
  const ends = new Map<string, () => void>()
  const host: QueueHost = {
    lines: new Map(Object.entries(lines)),
    maxQueue,
    entered: ({ id }) => void heard.set(id, []),
    skipped: () => {},
    report: ({ id }, report) => void heard.get(id)?.push(report),
    perform: async (batch) => {
      started.push(batch.map(({ task }) => task.id))
      await new Promise<void>((resolve) => {
        for (const { task, signal, report } of batch) {
          ends.set(task.id, resolve)
          signal.addEventListener('abort', () => {
            void report({ type: 'stopped' })
            resolve()
          })
        }
      })
    },
  }
  const queue = memoryQueue(host, most)
  const enter = (name: string, id: string, given: unknown[] = []): Task => {
    const task: Task = { id, session: `of ${id}`, kind: 'visit', function: name, given, root: '' }
    void queue.enter(task)
    return task
  }
  const end = async (id: string): Promise<void> => {
    ends.get(id)?.()
    await Promise.resolve()
  }
  return { queue, heard, started, enter, end }
}

const settled = (started: string[][], runs: number): Promise<void> => expect.poll(() => started.length).toBe(runs)

test('runs of one line start one after another, in their order', async () => {
  const { started, enter, end } = made({ a: rules('a') })
  for (const id of ['1', '2', '3']) enter('a', id)
  for (const runs of [1, 2, 3]) {
    await settled(started, runs)
    await end(String(runs))
  }
  expect(started).toEqual([['1'], ['2'], ['3']])
})

test('lines do not wait for each other, and each has its own limit', () => {
  const { started, enter } = made({ a: rules('a'), b: rules('b', 2) })
  for (const [index, name] of ['a', 'a', 'b', 'b', 'b'].entries()) enter(name, `${name}${index}`)
  expect(started).toEqual([['a0'], ['b2'], ['b3']])
})

test('functions of one group wait for each other', async () => {
  const { started, enter, end } = made({ a: rules('shared'), b: rules('shared') })
  enter('a', '1')
  enter('b', '2')
  expect(started).toEqual([['1']])
  await end('1')
  await settled(started, 2)
})

test('calls of a batched function that waited start together, no more than fit, and none of another function', async () => {
  const { started, enter, end } = made({ a: rules('shared', 1, 3), b: rules('shared') })
  for (const id of ['a1', 'a2', 'b3', 'a4', 'a5', 'a6']) enter(id.slice(0, 1), id)
  for (const [runs, id] of ['a1', 'a2', 'b3', 'a6'].entries()) {
    await settled(started, runs + 1)
    await end(id)
  }
  expect(started).toEqual([['a1'], ['a2', 'a4', 'a5'], ['b3'], ['a6']])
})

test('those who wait are told where they stand, at once and when it changes', async () => {
  const { heard, enter, end } = made({ a: rules('a') })
  for (const id of ['1', '2', '3']) enter('a', id)
  expect(heard.get('3')).toEqual([{ type: 'place', position: 1, size: 2, eta: undefined }])
  await end('1')
  await expect.poll(() => heard.get('3')?.at(-1)).toMatchObject({ position: 0, size: 1, eta: expect.any(Number) })
  expect(heard.get('2')).toHaveLength(1)
})

test('a cancelled task that waits never starts, and frees its place; nobody else can cancel it', async () => {
  const { queue, heard, started, enter, end } = made({ a: rules('a') }, 1)
  enter('a', '1')
  const second = enter('a', '2')
  expect(() => enter('a', '3')).toThrow(expect.objectContaining({ code: 'QUEUE_FULL' }))
  await queue.cancel({ id: second.id, session: 'guessed' })
  expect(heard.get('2')).toHaveLength(1)
  await queue.cancel(second)
  expect(heard.get('2')?.at(-1)).toEqual({ type: 'stopped' })
  enter('a', '3')
  await end('1')
  await settled(started, 2)
  expect(started).toEqual([['1'], ['3']])
})

test('a full queue still starts what need not wait', () => {
  const { started, enter } = made({ a: rules('a'), b: rules('b') }, 0)
  enter('a', '1')
  enter('b', '2')
  expect(started).toEqual([['1'], ['2']])
  expect(() => enter('a', '3')).toThrow('Queue is full. Max size is 0 and size is 0.')
})

test('what waits is bounded in what its arguments take, too', async () => {
  const { queue, started, enter, end } = made({ a: rules('a') }, 10, 100)
  enter('a', '1', ['x'.repeat(200)])
  const second = enter('a', '2', ['x'.repeat(60)])
  expect(() => enter('a', '3', ['x'.repeat(60)])).toThrow(expect.objectContaining({ code: 'QUEUE_FULL' }))
  await queue.cancel(second)
  enter('a', '4', ['x'.repeat(60)])
  await end('1')
  await settled(started, 2)
  enter('a', '5', ['x'.repeat(60)])
})

test('a queue that drains takes nothing more, fails what waits, and waits for what runs', async () => {
  const { queue, heard, enter, end } = made({ a: rules('a') })
  enter('a', '1')
  enter('a', '2')
  let drained = false
  const draining = queue.drain().then(() => (drained = true))
  expect(() => enter('a', '3')).toThrow(expect.objectContaining({ code: 'APP_STOPPED' }))
  expect(heard.get('2')?.at(-1)).toMatchObject({ type: 'failed', error: { error: 'Server stopped unexpectedly.' } })
  expect(drained).toBe(false)
  await end('1')
  await draining
})

test('a queue that closes stops what runs', async () => {
  const { queue, heard, enter } = made({ a: rules('a') })
  enter('a', '1')
  await queue.close()
  expect(heard.get('1')?.at(-1)).toEqual({ type: 'stopped' })
})
