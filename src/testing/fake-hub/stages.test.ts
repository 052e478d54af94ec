import { afterEach, expect, test, vi } from 'vitest'
import { Stages } from './stages.ts'

afterEach(() => void vi.useRealTimers())

test('stages are gone through by the clock, and left where one is put', () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  const stages = new Stages('SLEEPING')
  expect([stages.now, stages.left]).toEqual(['SLEEPING', 0])
  stages.run(
    [
      ['BUILDING', 20],
      ['APP_STARTING', 30],
    ],
    'RUNNING',
  )
  const seen = [stages.now]
  for (let time = 0; time < 60; time += 10) {
    vi.advanceTimersByTime(10)
    seen.push(stages.now)
  }
  expect(seen).toEqual(['BUILDING', 'BUILDING', 'APP_STARTING', 'APP_STARTING', 'APP_STARTING', 'RUNNING', 'RUNNING'])
  stages.set('PAUSED')
  expect(stages.now).toBe('PAUSED')
})
