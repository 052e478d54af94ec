import { expect, test } from 'vitest'
import { mapResults } from './map-results.ts'

const twice = (value: unknown): unknown => Number(value) * 2

const collected = async (result: unknown): Promise<unknown> => {
  if (typeof result !== 'object' || result === null) return result
  const values: unknown[] = []
  for await (const value of result as AsyncIterable<unknown>) values.push(value)
  return values
}

test.each<[unknown, unknown]>([
  [2, 4],
  [Promise.resolve(3), 6],
  [
    (function* () {
      yield 1
      yield 2
    })(),
    [2, 4],
  ],
  [
    (async function* () {
      yield 1
    })(),
    [2],
  ],
])('each value is changed, whatever way it comes (%#)', async (given, expected) => {
  let last: unknown
  expect(await collected(await mapResults(given, { each: twice, ended: (value) => (last = value) }))).toEqual(expected)
  expect(last).toEqual(Array.isArray(expected) ? expected.at(-1) : expected)
})

test('what is returned after values is the last of them', async () => {
  const steps = await mapResults(
    (function* () {
      yield 1
      return 5
    })(),
    { each: twice },
  )
  const iterator = (steps as AsyncIterable<unknown>)[Symbol.asyncIterator]()
  expect([await iterator.next(), await iterator.next()]).toEqual([
    { done: false, value: 2 },
    { done: true, value: 10 },
  ])
})

test('leaving reaches the one behind it while that one is at work', async () => {
  let left = false
  const source = {
    [Symbol.asyncIterator]: () => ({
      next: () => new Promise<never>(() => {}),
      return: async () => {
        left = true
        return { done: true as const, value: undefined }
      },
    }),
  }
  const steps = (await mapResults(source, { each: twice })) as AsyncIterableIterator<unknown>
  void steps.next()
  await steps.return?.()
  expect(left).toBe(true)
})
