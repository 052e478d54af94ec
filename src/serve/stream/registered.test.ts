import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { setArrival } from '../limits/arrival.ts'
import { isPython, registered } from './registered.ts'

const request = (agent = 'gradio_client/1.14.0'): Request =>
  new Request('http://app/queue/join', { headers: { 'user-agent': agent } })

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test("Python's client is known by its name", () => {
  expect([isPython(request()), isPython(request('node'))]).toEqual([true, false])
})

test.each([
  [0, 10, 100],
  [1, 10, 220],
  [60, 10, 1_400],
  [1_000, 10, 1_500],
  // Who was slow to take the answer is slow to take it down.
  [0, 400, 200],
  [1, 400, 400],
])(
  'with %i other runs, who closes its connection after %i ms has %i more to take down the id',
  async (others, took, time) => {
    const connection = new EventEmitter()
    const joined = request()
    setArrival(joined, { address: '127.0.0.1', local: true, connection })
    let known = false
    void registered(joined, () => others).then(() => (known = true))
    await vi.advanceTimersByTimeAsync(took)
    connection.emit('close')
    await vi.advanceTimersByTimeAsync(time - 1)
    expect(known).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    expect(known).toBe(true)
  },
)

test('a connection that stays open is waited for no longer than a second and a half', async () => {
  let known = false
  void registered(request(), () => 1).then(() => (known = true))
  await vi.advanceTimersByTimeAsync(1_499)
  expect(known).toBe(false)
  await vi.advanceTimersByTimeAsync(1)
  expect(known).toBe(true)
})

test('when others come meanwhile, more time is given', async () => {
  const connection = new EventEmitter()
  const joined = request()
  setArrival(joined, { address: '127.0.0.1', local: true, connection })
  let known = false
  let others = 0
  void registered(joined, () => others).then(() => (known = true))
  connection.emit('close')
  await vi.advanceTimersByTimeAsync(99)
  others = 10
  await vi.advanceTimersByTimeAsync(300)
  expect(known).toBe(false)
  await vi.advanceTimersByTimeAsync(1)
  expect(known).toBe(true)
})
