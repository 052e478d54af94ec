import { expect, test } from 'vitest'
import { Entry } from './entry.ts'

/** Work that ends when it is told to. */
const work = (): { readonly run: () => Promise<void>; readonly end: () => void; readonly begun: () => boolean } => {
  let end = (): void => {}
  let begun = false
  const ended = new Promise<void>((resolve) => (end = resolve))
  const run = (): Promise<void> => {
    begun = true
    return ended
  }
  return { run, end: () => end(), begun: () => begun }
}

const count = (all: readonly ReturnType<typeof work>[]): number => all.filter((one) => one.begun()).length

test('a few are let in, in their order, and each that leaves lets one in', async () => {
  const entry = new Entry()
  const all = Array.from({ length: 10 }, work)
  const ended = all.map(({ run }) => entry.use(run))
  await Promise.resolve()
  expect(all.map((one) => one.begun())).toEqual([...Array<boolean>(8).fill(true), false, false])
  all[3]?.end()
  await ended[3]
  await Promise.resolve()
  expect(count(all)).toBe(9)
  for (const one of all) one.end()
  await Promise.all(ended)
  expect(count(all)).toBe(10)
})

test('who takes long keeps nobody out, and leaves once only', async () => {
  const entry = new Entry()
  const slow = Array.from({ length: 8 }, work)
  const waits = slow.map(({ run }) => entry.use(run))
  await entry.use(async () => {})
  for (const one of slow) one.end()
  await Promise.all(waits)
  const next = Array.from({ length: 9 }, work)
  const ended = next.map(({ run }) => entry.use(run))
  await Promise.resolve()
  expect(count(next)).toBe(8)
  for (const one of next) one.end()
  await Promise.all(ended)
})

test('work that fails leaves as well', async () => {
  const entry = new Entry()
  const failing = Array.from({ length: 20 }, (_, at) => entry.use(() => Promise.reject(new Error(`no ${at}`))))
  const ended = await Promise.allSettled(failing)
  expect(ended.every(({ status }) => status === 'rejected')).toBe(true)
  expect(await entry.use(async () => 'in')).toBe('in')
})
