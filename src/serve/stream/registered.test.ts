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

test('who has closed its connection has a moment to take down the id', async () => {
  const connection = new EventEmitter()
  const joined = request()
  setArrival(joined, { address: '127.0.0.1', local: true, connection })
  let known = false
  void registered(joined).then(() => (known = true))
  await vi.advanceTimersByTimeAsync(1_000)
  connection.emit('close')
  await vi.advanceTimersByTimeAsync(249)
  expect(known).toBe(false)
  await vi.advanceTimersByTimeAsync(1)
  expect(known).toBe(true)
})

test('a connection that stays open is waited for no longer than a second and a half', async () => {
  let known = false
  void registered(request()).then(() => (known = true))
  await vi.advanceTimersByTimeAsync(1_499)
  expect(known).toBe(false)
  await vi.advanceTimersByTimeAsync(1)
  expect(known).toBe(true)
})
