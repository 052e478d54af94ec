import { expect, test } from 'vitest'
import { memoryQueue } from './memory.ts'
import type { Place, Ticket } from './queue.ts'

/** A ticket that runs until it is told to end. */
const ticket = (line: string, limit = 1) => {
  const places: Place[] = []
  let end = (): void => {}
  let begun = (): void => {}
  const running = new Promise<void>((resolve) => (begun = resolve))
  const ended = new Promise<void>((resolve) => (end = resolve))
  const own: Ticket & { started: boolean } = {
    line,
    limit,
    started: false,
    moved: (place) => void places.push(place),
    start: () => {
      own.started = true
      begun()
      return ended
    },
  }
  return { own, places, running, end }
}

test('runs of one line start one after another, in their order', async () => {
  const queue = memoryQueue(10)
  const tickets = ['a', 'a', 'a'].map((line) => ticket(line))
  for (const { own } of tickets) queue.enter(own)
  for (const [index, { running, end }] of tickets.entries()) {
    await running
    expect(tickets.map(({ own }) => own.started)).toEqual(tickets.map((_, other) => other <= index))
    end()
  }
})

test('lines do not wait for each other, and each has its own limit', () => {
  const queue = memoryQueue(10)
  const tickets = [ticket('a'), ticket('a'), ticket('b', 2), ticket('b', 2), ticket('b', 2)]
  for (const { own } of tickets) queue.enter(own)
  expect(tickets.map(({ own }) => own.started)).toEqual([true, false, true, true, false])
})

test('those who wait are told where they stand, at once and when it changes', async () => {
  const queue = memoryQueue(10)
  const [first, second, third] = [ticket('a'), ticket('a'), ticket('a')]
  for (const { own } of [first, second, third]) queue.enter(own)
  expect(third.places).toEqual([{ position: 1, size: 2, eta: undefined }])
  first.end()
  await expect.poll(() => third.places.at(-1)).toMatchObject({ position: 0, size: 1, eta: expect.any(Number) })
  expect(second.places).toHaveLength(1)
})

test('who leaves the line never starts, and frees its place; who runs cannot leave', async () => {
  const queue = memoryQueue(1)
  const [first, second, third] = [ticket('a'), ticket('a'), ticket('a')]
  queue.enter(first.own)
  queue.enter(second.own)
  expect(() => queue.enter(third.own)).toThrow(expect.objectContaining({ code: 'QUEUE_FULL' }))
  expect([queue.leave(first.own), queue.leave(second.own), queue.leave(second.own)]).toEqual([false, true, false])
  queue.enter(third.own)
  first.end()
  await third.running
  expect(second.own.started).toBe(false)
})

test('a full queue still starts what need not wait', () => {
  const queue = memoryQueue(0)
  const [first, second] = [ticket('a'), ticket('b')]
  queue.enter(first.own)
  queue.enter(second.own)
  expect(second.own.started).toBe(true)
  expect(() => queue.enter(ticket('a').own)).toThrow('Queue is full. Max size is 0 and size is 0.')
})
