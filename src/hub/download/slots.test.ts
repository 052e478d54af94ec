import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { Slots, type Kind } from './slots.ts'

/** Work of a kind that lasts until it is ended; tells whether it runs. */
const job = (slots: Slots, kind: Kind, signal = new AbortController().signal) => {
  let end = (): void => {}
  const state = { running: false, end: (): void => end() }
  const done = slots.use(kind, signal, () => {
    state.running = true
    return new Promise<void>((resolve) => (end = resolve))
  })
  return Object.assign(state, { done })
}

test('no more run at once than there are connections, and a free one goes to the kind that has fewer', async () => {
  const slots = new Slots(4)
  const large = Array.from({ length: 6 }, () => job(slots, 'large'))
  const small = Array.from({ length: 6 }, () => job(slots, 'small'))
  await turn()
  expect([large, small].map((jobs) => jobs.filter(({ running }) => running).length)).toEqual([4, 0])
  for (const each of large.slice(0, 2)) each.end()
  await turn()
  expect([large, small].map((jobs) => jobs.filter(({ running }) => running).length)).toEqual([4, 2])
  for (const each of [...large, ...small]) each.end()
  await turn()
  for (const each of [...large, ...small]) each.end()
  await turn()
  for (const each of [...large, ...small]) each.end()
  await Promise.all([...large, ...small].map(({ done }) => done))
  expect([...large, ...small].every(({ running }) => running)).toBe(true)
})

test('large files never take all', async () => {
  const slots = new Slots(64)
  const large = Array.from({ length: 40 }, () => job(slots, 'large'))
  await turn()
  expect(large.filter(({ running }) => running)).toHaveLength(16)
})

test('who stops waiting leaves the line, and work that fails gives its connection back', async () => {
  const slots = new Slots(1)
  const first = job(slots, 'small')
  const stop = new AbortController()
  const second = job(slots, 'small', stop.signal)
  const third = job(slots, 'small')
  stop.abort()
  await expect(second.done).rejects.toMatchObject({ code: 'CANCELLED' })
  await turn()
  first.end()
  await turn()
  expect(third.running).toBe(true)
  third.end()
  const failing = slots.use('large', stop.signal, async () => {})
  await expect(failing).rejects.toMatchObject({ code: 'CANCELLED' })
  const signal = new AbortController().signal
  await expect(slots.use('large', signal, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  await expect(slots.use('large', signal, async () => 'yes')).resolves.toBe('yes')
})
