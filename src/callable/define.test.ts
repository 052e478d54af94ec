import { expect, test, vi } from 'vitest'
import { HfnError } from '../core/error.ts'
import { unchanged, type Callable, type Job, type RunEvent } from './callable.ts'
import { define, update } from './define.ts'

const read = async (job: AsyncIterable<RunEvent>): Promise<RunEvent[]> => {
  const events: RunEvent[] = []
  for await (const event of job) events.push(event.type === 'done' ? { ...event, seconds: 0 } : event)
  return events
}

const rejection = (job: Job): Promise<unknown> =>
  job.then(
    () => 'fulfilled',
    (error: unknown) => error,
  )

const done = (data: unknown[], updates?: unknown[]): object =>
  updates === undefined ? { type: 'done', data, seconds: 0 } : { type: 'done', data, updates, seconds: 0 }

test('a plain function tells its end only, with the time it took', async () => {
  const double = define({ name: 'double', input: { n: { type: 'number', default: 2 } }, run: ({ n }) => n * 2 })
  expect(await double.run()).toBe(4)
  expect(await double.run([21])).toBe(42)
  expect(await read(double.run({ n: 3 }))).toEqual([done([6])])
  expect(double.input).toEqual([{ name: 'n', schema: { type: 'number', default: 2 }, required: false }])
  expect(double.output).toEqual([{ name: 'output', schema: {} }])
})

test('what a generator yields are outputs, the last of them the result, unless it returns one', async () => {
  const count = define({
    name: 'count',
    *run() {
      yield 1
      yield 2
    },
  })
  expect(await read(count.run())).toEqual([{ type: 'output', data: [1] }, { type: 'output', data: [2] }, done([2])])
  const total = define({
    name: 'total',
    async *run() {
      yield 1
      return 3
    },
  })
  expect(await read(total.run())).toEqual([{ type: 'output', data: [1] }, done([3])])
  const silent = define({ name: 'silent', *run() {} })
  expect(await silent.run()).toBeNull()
})

test('any async iterable is a stream of outputs, lists and texts are values', async () => {
  const stream = define({ name: 'stream', run: async () => new Blob(['ab']).stream() })
  expect(await read(stream.run())).toEqual([
    { type: 'output', data: [new Uint8Array([97, 98])] },
    done([new Uint8Array([97, 98])]),
  ])
  expect(await define({ name: 'list', run: () => [1, 2] }).run()).toEqual([1, 2])
  expect(await define({ name: 'set', run: () => new Set([1]) }).run()).toEqual(new Set([1]))
})

test('several outputs are given in order or by name, and updates and unchanged outputs beside them', async () => {
  const picture = define({
    name: 'picture',
    output: { image: { type: 'string' }, seed: { type: 'integer' } },
    *run() {
      yield ['a.png', 1]
      yield { seed: 2 }
      yield [update({ value: 'b.png', visible: false }), unchanged]
      yield { image: update({ label: 'Last' }) }
    },
  })
  expect(await read(picture.run())).toEqual([
    { type: 'output', data: ['a.png', 1] },
    { type: 'output', data: [unchanged, 2] },
    { type: 'output', data: ['b.png', unchanged], updates: [{ visible: false }, null] },
    { type: 'output', data: [unchanged, unchanged], updates: [{ label: 'Last' }, null] },
    done(['b.png', 2], [{ label: 'Last' }, null]),
  ])
})

test('an output that was never given is null, no output is nothing', async () => {
  const nothing = define({ name: 'nothing', output: {}, run: () => 'ignored' })
  expect(await nothing.run().outputs()).toEqual([])
  const forgetful = define({ name: 'forgetful', output: { a: {}, b: {} }, run: () => ({}) })
  expect(await forgetful.run()).toEqual([unchanged, unchanged])
  expect(await define({ name: 'void', run: () => {} }).run()).toBeNull()
})

test('returning something else than was declared fails, with what was declared', async () => {
  const wrong = define({ name: 'wrong', output: { a: {}, b: {} }, run: () => JSON.parse('[1]') as [unknown, unknown] })
  const error = await rejection(wrong.run())
  expect(error).toMatchObject({
    code: 'FUNCTION_FAILED',
    message: 'The function must return 2 values, as an array or by name',
  })
  expect(error).not.toHaveProperty('cause')
})

test('an output that was told does not change when the function goes on changing what it yielded', async () => {
  const chat = define({
    name: 'chat',
    *run() {
      const history: { text: string }[] = []
      for (const text of ['a', 'b']) {
        history.push({ text })
        yield history
      }
      history[0] = { text: 'changed' }
    },
  })
  const [first, second] = await read(chat.run())
  expect(first).toEqual({ type: 'output', data: [[{ text: 'a' }]] })
  expect(second).toEqual({ type: 'output', data: [[{ text: 'a' }, { text: 'b' }]] })
  const circle: { self?: object } = {}
  circle.self = circle
  expect(
    await define({
      name: 'circle',
      *run() {
        yield circle
      },
    }).run(),
  ).toHaveProperty('self.self')
})

test('progress and logs are events', async () => {
  const talk = define({
    name: 'talk',
    run: (_, { progress, log }) => {
      progress(3)
      progress({ done: 1, total: 2, unit: 'steps' })
      log('hello')
      log('careful', 'warning', 'Mind')
    },
  })
  expect(await read(talk.run())).toEqual([
    { type: 'progress', done: 3 },
    { type: 'progress', done: 1, total: 2, unit: 'steps' },
    { type: 'log', level: 'info', text: 'hello' },
    { type: 'log', level: 'warning', text: 'careful', title: 'Mind' },
    done([null]),
  ])
})

test('an error of ours passes as it is, any other keeps its message and is the cause', async () => {
  const ours = new HfnError('TOO_LARGE', 'Too large')
  const failing = (error: unknown): Callable => define({ name: 'failing', run: () => Promise.reject(error) })
  expect(await rejection(failing(ours).run())).toBe(ours)
  const cause = new TypeError('not a function')
  expect(await rejection(failing(cause).run())).toMatchObject({
    code: 'FUNCTION_FAILED',
    message: 'not a function',
    cause,
  })
})

test('a wrong input is refused before the function is called', async () => {
  const run = vi.fn()
  const strict = define({ name: 'strict', input: { n: { type: 'integer', maximum: 5 } }, run })
  const wrong: Callable = strict
  expect(await rejection(wrong.run({ m: 1, n: 9 }))).toMatchObject({
    code: 'BAD_ARGUMENT',
    details: { faults: [{ parameter: 'm' }, { parameter: 'n', message: 'n must be at most 5, not 9' }] },
  })
  expect(run).not.toHaveBeenCalled()
})

test('the arguments are those of the moment of the call', async () => {
  const echo = define({ name: 'echo', input: { n: { type: 'number' } }, run: ({ n }) => n })
  const input = { n: 1 }
  const first = echo.run(input)
  input.n = 2
  expect(await Promise.all([first, echo.run(input)])).toEqual([1, 2])
})

test('a generator is ended when its run is cancelled, and its clean-up runs', async () => {
  const cleaned = vi.fn()
  const endless = define({
    name: 'endless',
    async *run() {
      try {
        for (let index = 0; ; index += 1) yield index
      } finally {
        cleaned()
      }
    },
  })
  for await (const event of endless.run()) if (event.type === 'output' && event.data[0] === 1_000) break
  await expect.poll(() => cleaned.mock.calls.length).toBe(1)
})

test('a function that never waits can be cancelled and timed out all the same', async () => {
  const busy = define({
    name: 'busy',
    *run() {
      for (let index = 0; ; index += 1) yield index
    },
  })
  expect(await rejection(busy.run([], { timeout: 20 }))).toMatchObject({ code: 'TIMEOUT' })
  const reading = read(busy.run([], { timeout: 20 }))
  await expect(reading).rejects.toMatchObject({ code: 'TIMEOUT' })
})

test('a function that ignores the signal holds nobody', async () => {
  const seen: boolean[] = []
  const deaf = define({
    name: 'deaf',
    run: (_, { signal }) => {
      signal.addEventListener('abort', () => seen.push(signal.aborted))
      return new Promise(() => {})
    },
  })
  const job = deaf.run()
  await job.cancel()
  expect(await rejection(job)).toMatchObject({ code: 'CANCELLED' })
  expect(seen).toEqual([true])
})

test('a slow reader slows a generator', async () => {
  let made = 0
  const source = define({
    name: 'source',
    async *run() {
      while (true) yield (made += 1)
    },
  })
  const iterator = source.run()[Symbol.asyncIterator]()
  for (let index = 0; index < 10; index += 1) {
    await iterator.next()
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(made).toBeLessThan(100)
  await iterator.return?.()
})
