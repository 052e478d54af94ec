import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Heart } from './heart.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('everybody is told once in every period, by one timer, and it stops with the last of them', () => {
  const heart = new Heart(16_000)
  const beats = new Map<number, number>()
  const rests = Array.from({ length: 100 }, (_, n) => {
    vi.advanceTimersByTime(100)
    return heart.add({ beat: () => beats.set(n, (beats.get(n) ?? 0) + 1) })
  })
  expect(vi.getTimerCount()).toBe(1)
  beats.clear()
  vi.advanceTimersByTime(48_000)
  expect([...beats.values()]).toEqual(rests.map(() => 3))
  for (const rest of rests) rest()
  rests[0]?.()
  expect(vi.getTimerCount()).toBe(0)
  heart.add({ beat: () => {} })
  expect(vi.getTimerCount()).toBe(1)
})
