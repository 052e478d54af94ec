import { expect, test } from 'vitest'
import { all, cancel, count, createApp, endOf, held, join, open, run } from '../../test/support/served-app.ts'

test('a cancelled run ends well with its last outputs, and its function is told', async () => {
  const { callable, started, running } = held()
  const app = createApp([callable])
  const id = await join(app, 'a', ['a'])
  await running(1)
  expect(await (await cancel(app, id, 'a')).json()).toEqual({ success: true })
  expect(await endOf(app, 'a')).toMatchObject({
    msg: 'process_completed',
    success: true,
    output: { data: ['began a'] },
    code: 'CANCELLED',
  })
  expect(started[0]?.signal.aborted).toBe(true)
})

test('a run cancelled in line never starts, and the next one has its place', async () => {
  const { callable, started, running } = held()
  const app = createApp([callable], { maxQueue: 1 })
  await join(app, 'a', ['a'])
  const second = await join(app, 'b', ['b'])
  await cancel(app, second, 'b')
  await join(app, 'c', ['c'])
  expect(await endOf(app, 'b')).toMatchObject({ success: true, output: { data: [null] } })
  await running(1)
  started[0]?.end('done')
  await running(2)
  started[1]?.end('the third')
  expect(await endOf(app, 'c')).toMatchObject({ output: { data: ['the third'] } })
  expect(started).toHaveLength(2)
})

test('cancelling needs the session, and cancels nothing else', async () => {
  const { callable, started, running } = held()
  const app = createApp([callable], { concurrency: 2 })
  const id = await join(app, 'a', ['a'])
  const other = await join(app, 'b', ['b'])
  await running(2)
  await cancel(app, id, 'guessed')
  await cancel(app, id, 'b')
  expect(started.map(({ signal }) => signal.aborted)).toEqual([false, false])
  await cancel(app, other, 'b')
  expect(started.map(({ signal }) => signal.aborted)).toEqual([false, true])
  await app.close({ drain: 0 })
})

test('a caller of the simple protocol who goes away stops its run', async () => {
  const { callable, started, running } = held()
  const app = createApp([callable])
  const gone = new AbortController()
  const body = '{"data":["a"]}'
  const answer = app.fetch(new Request('http://app/run/held', { method: 'POST', body, signal: gone.signal }))
  await running(1)
  gone.abort()
  expect(await (await answer).json()).toMatchObject({ code: 'CANCELLED' })
  expect(started[0]?.signal.aborted).toBe(true)
})

test('a call made right after a cancel runs, in the same line and in the same session', async () => {
  const { callable, started, running } = held()
  const app = createApp([callable, count])
  const id = await join(app, 'a', ['a'])
  await running(1)
  const [, next] = await Promise.all([cancel(app, id, 'a'), join(app, 'a', ['b'])])
  await running(2)
  started[1]?.end('over')
  const ends = (await all(await open(app, 'a', '&after=-1'))).filter(({ msg }) => msg === 'process_completed')
  expect(ends).toMatchObject([
    { event_id: id, code: 'CANCELLED' },
    { event_id: next, output: { data: ['over'] } },
  ])
})

test('60 jobs at once from one client all settle, those cancelled on the way and those not', async () => {
  const { callable, started } = held()
  const app = createApp([callable, count], { concurrency: 4 })
  const ids = await Promise.all(
    Array.from({ length: 60 }, (_, n) => (n % 3 === 0 ? join(app, 's', [`${n}`]) : join(app, 's', [n % 7], 1))),
  )
  const told = all(await open(app, 's', '&after=-1'))
  await Promise.all(ids.filter((_, n) => n % 2 === 0).map((id) => cancel(app, id, 's')))
  const letGo = setInterval(() => started.forEach((one) => one.end('over')), 1)
  const ends = (await told).filter(({ msg }) => msg === 'process_completed')
  clearInterval(letGo)
  expect(ends).toHaveLength(60)
  expect(new Set(ends.map(({ event_id: id }) => id))).toEqual(new Set(ids))
  expect(ends.every(({ success }) => success === true)).toBe(true)
  expect(await run(app, 'count', [2])).toMatchObject({ data: ['2'] })
})
