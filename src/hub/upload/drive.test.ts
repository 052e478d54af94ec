import { expect, test } from 'vitest'
import { drive } from './drive.ts'

test('all steps are told, in order', async () => {
  const seen: number[] = []
  const steps = (async function* () {
    yield* [1, 2, 3]
  })()
  await drive(steps, (step) => seen.push(step), new AbortController())
  expect(seen).toEqual([1, 2, 3])
})

test('an end from outside is an end at once, though the generator hangs', async () => {
  const over = new AbortController()
  const steps = { next: () => new Promise<IteratorResult<number>>(() => {}) }
  const driven = drive(steps, () => {}, over)
  over.abort(new Error('enough'))
  await expect(driven).rejects.toThrow('enough')
  await expect(drive(steps, () => {}, over)).rejects.toThrow('enough')
})

test('what fails after the end is nobody’s trouble, and the generator is read to its end', async () => {
  const over = new AbortController()
  let ended = false
  const steps = (async function* () {
    yield 1
    yield 2
    ended = true
    throw new Error('late')
  })()
  const seen: number[] = []
  const driven = drive(
    steps,
    (step) => {
      seen.push(step)
      throw new Error('the listener fails')
    },
    over,
  )
  await expect(driven).rejects.toThrow('the listener fails')
  await new Promise((resolve) => setImmediate(resolve))
  expect(ended).toBe(true)
  expect(seen).toEqual([1])
})
