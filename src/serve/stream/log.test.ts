import { expect, test } from 'vitest'
import { callDialect, queueDialect } from './dialect.ts'
import { Feed } from './feed.ts'
import { Log } from './log.ts'
import { RunFollower } from './run-follower.ts'

const whole = { most: Infinity, ids: false }

test('frames keep their numbers, whatever is dropped before them', () => {
  const log = new Log()
  log.skip(5)
  for (const frame of ['a', 'b', 'c']) log.append(frame)
  expect([log.end, log.read(6, whole)]).toEqual([8, { text: 'bc', cursor: 8 }])
  log.dropBefore(7)
  expect([log.read(6, whole), log.read(9, whole)]).toEqual([undefined, undefined])
  expect(log.read(7, { most: Infinity, ids: true })).toEqual({ text: 'id: 7\nc', cursor: 8 })
})

test('no more is read at once than asked for, and nothing that must wait', () => {
  const log = new Log()
  for (const frame of ['aa', 'bb', 'cc']) log.append(frame)
  expect(log.read(0, { most: 1, ids: false })).toEqual({ text: 'aa', cursor: 1 })
  expect(log.read(0, { ...whole, before: 2 })).toEqual({ text: 'aabb', cursor: 2 })
})

test('a log of many or long frames lets the oldest go', () => {
  const [many, long] = [new Log(), new Log()]
  for (let count = 0; count < 300_000; count++) many.append('')
  for (let count = 0; count < 100; count++) long.append('x'.repeat(50_000))
  expect(many.read(0, whole)).toBeUndefined()
  expect(long.size).toBeLessThanOrEqual(1024 * 1024)
})

const feedOf = (dialect: typeof queueDialect): Feed =>
  new Feed({ id: 's', dialect, vanished: 60_000, onVanished: () => {}, onSettled: () => {}, onIdle: () => {} })

test('being told of a place in line a thousand times takes no more room than once', () => {
  const feed = feedOf(queueDialect)
  const run = new RunFollower({ task: { id: 'a', session: 's' }, feed, outputs: 1 })
  feed.add(run)
  for (let position = 1_000; position >= 0; position--) run.hear({ type: 'place', position, size: 1_000 })
  expect(feed.size).toBeLessThan(200)
  expect(feed.read(0, false).text.match(/"rank":\d+/g)).toEqual(['"rank":0'])
  feed.close()
})

test('the same reports make the same frames, and nothing follows an end', () => {
  const read = (): string => {
    const feed = feedOf(callDialect)
    const run = new RunFollower({ task: { id: 'a', session: 's' }, feed, outputs: 1 })
    feed.add(run)
    run.hear({ type: 'started' })
    run.hear({ type: 'output', data: ['x'] })
    run.hear({ type: 'done', data: ['xy'], seconds: 1 })
    run.hear({ type: 'failed', error: { error: 'late' } })
    return feed.read(0, true).text
  }
  expect(read()).toBe(read())
  expect(read()).toBe('id: 1\nevent: generating\ndata: ["x"]\n\nid: 2\nevent: complete\ndata: ["xy"]\n\n')
})
