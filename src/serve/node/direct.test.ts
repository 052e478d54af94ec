import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { eventStream } from '../stream/event-stream.ts'
import { setDirectBody } from '../stream/direct.ts'
import type { Sink, StreamBody } from '../stream/sink.ts'
import { sendDirectly } from './direct.ts'

/** A connection that is full after so many pieces. */
class Connection extends EventEmitter {
  readonly written: string[] = []
  head: [number, Record<string, string>] | undefined
  ended = false
  destroyed = false
  readonly socket = { cork: () => {}, uncork: () => {} }
  readonly #room: number

  constructor(room: number) {
    super()
    this.#room = room
  }

  writeHead(status: number, headers: Record<string, string>): void {
    this.head = [status, headers]
  }

  write(text: string): boolean {
    return this.written.push(text) % this.#room !== 0
  }

  end(): void {
    this.ended = true
  }
}

/** Says numbers for as long as it may. */
const numbers = (last: number) => {
  let next = 1
  let left = false
  const body: StreamBody = {
    take(sink: Sink) {
      while (next <= last) if (!sink.write(`${next++}`)) return
      sink.end()
    },
    leave: () => (left = true),
  }
  return { body, left: () => left }
}

test('a stream is written as far as the connection takes it, and goes on when that has drained', () => {
  const { body } = numbers(5)
  const connection = new Connection(3)
  const left = sendDirectly(setDirectBody(eventStream(null), body), connection)
  expect(left.headers.get('x-hono-already-sent')).toBe('true')
  expect(connection.head).toEqual([200, expect.objectContaining({ 'cache-control': 'no-cache, no-transform' })])
  expect([connection.written, connection.ended]).toEqual([['1', '2', '3'], false])
  connection.emit('drain')
  expect([connection.written.join(''), connection.ended]).toEqual(['12345', true])
})

test('a stream is told when its connection closes, and begins none on one that is gone', () => {
  const [first, second] = [numbers(9), numbers(9)]
  const connection = new Connection(3)
  sendDirectly(setDirectBody(eventStream(null), first.body), connection)
  connection.emit('close')
  expect(first.left()).toBe(true)
  const gone = new Connection(3)
  gone.destroyed = true
  sendDirectly(setDirectBody(eventStream(null), second.body), gone)
  expect([gone.head, gone.written]).toEqual([undefined, []])
})

test('any other answer is left as it is', () => {
  const answer = Response.json({})
  expect(sendDirectly(answer, new Connection(1))).toBe(answer)
})
