import { expect, onTestFinished, test, vi } from 'vitest'
import { Allowance } from './allowance.ts'

const fake = (): void => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
}

test('a key has its uses in each window, and is told how long the window lasts', () => {
  fake()
  const allowance = new Allowance({ limit: 2, window: 10_000 })
  expect([allowance.take('a'), allowance.take('a'), allowance.take('a'), allowance.take('b')]).toEqual([0, 0, 10, 0])
  vi.advanceTimersByTime(9_001)
  expect(allowance.take('a')).toBe(1)
  vi.advanceTimersByTime(999)
  expect([allowance.take('a'), allowance.take('a'), allowance.take('a')]).toEqual([0, 0, 10])
})

test('a use that is given back can be taken again', () => {
  const allowance = new Allowance({ limit: 1, window: 10_000 })
  allowance.take('a')
  allowance.giveBack('a')
  allowance.giveBack('a')
  allowance.giveBack('never seen')
  expect([allowance.take('a') === 0, allowance.take('a') > 0]).toEqual([true, true])
})

test('of more keys than are remembered, the one that began first is forgotten', () => {
  const allowance = new Allowance({ limit: 1, window: 10_000, keys: 2 })
  for (const key of ['a', 'b', 'c']) allowance.take(key)
  expect(allowance.take('c')).toBeGreaterThan(0)
  expect(allowance.take('b')).toBeGreaterThan(0)
  expect(allowance.take('a')).toBe(0)
})
