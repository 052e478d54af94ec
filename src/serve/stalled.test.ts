import { expect, onTestFinished, test, vi } from 'vitest'
import { dropStalled } from './stalled.ts'

const socket = () => {
  const own = {
    bytesWritten: 0,
    writableLength: 0,
    closed: false,
    destroy: () => void (own.closed = true),
    once: () => own,
  }
  return own
}

test('a connection whose other side takes nothing for 45 seconds is closed; a slow or an idle one is not', () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const [stalled, slow, idle] = [socket(), socket(), socket()]
  dropStalled(
    {
      on: (_, connected) => [stalled, slow, idle].forEach((each) => connected(each)),
      once: () => undefined,
    },
    45_000,
  )
  for (const each of [stalled, slow]) Object.assign(each, { bytesWritten: 200_000, writableLength: 65_536 })
  for (let seconds = 0; seconds < 75; seconds += 15) {
    slow.bytesWritten += 1
    vi.advanceTimersByTime(15_000)
  }
  expect([stalled, slow, idle].map(({ closed }) => closed)).toEqual([true, false, false])
})
