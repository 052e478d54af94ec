import { expect, test } from 'vitest'
import {
  all,
  call,
  cancel,
  count,
  createApp,
  get,
  held,
  join,
  kinds,
  messages,
  open,
  type Told,
} from '../../test/support/served-app.ts'
import type { MakeQueue, Queue, QueueHost, Report, Task } from './queue/contract.ts'
import { streamOf } from './queue/contract.ts'
import { memoryQueue } from './queue/memory.ts'

type Entry = { readonly task: Task; readonly report?: Report }

/** One queue for several apps, as processes share one: each is told of the streams that it follows. */
const shared = (unfollowed: string[] = []): MakeQueue => {
  const logs = new Map<string, Entry[]>()
  const followers = new Map<string, Set<QueueHost>>()
  let making: Promise<Queue> | undefined
  const say = ({ task, report }: Entry, host: QueueHost): void =>
    report === undefined ? host.entered(task) : host.report(task, report)
  const tell = (entry: Entry): void => {
    const stream = streamOf(entry.task)
    logs.set(stream, [...(logs.get(stream) ?? []), entry])
    for (const host of followers.get(stream) ?? []) say(entry, host)
  }
  return async (host) => {
    // The first app works for all.
    making ??= Promise.resolve(
      memoryQueue({
        ...host,
        entered: (task) => tell({ task }),
        report: (task, report) => tell({ task, report }),
      }),
    )
    const queue = await making
    return {
      enter: (task) => queue.enter(task),
      cancel: (task) => queue.cancel(task),
      drain: (signal) => queue.drain(signal),
      close: async () => {},
      follow: async (stream) => {
        // Asked again, it has told all there is.
        if (followers.get(stream)?.has(host) === true) return
        followers.set(stream, (followers.get(stream) ?? new Set()).add(host))
        for (const entry of logs.get(stream) ?? []) say(entry, host)
      },
      unfollow: async (stream) => {
        followers.get(stream)?.delete(host)
        unfollowed.push(stream)
        return (followers.get(stream)?.size ?? 0) === 0
      },
    }
  }
}

test('a run that one process took is read at another, in the same frames', async () => {
  const queue = shared()
  const [one, two] = [createApp([count], { queue }), createApp([count], { queue })]
  const id = await join(one, 's', [3])
  const here = await all(await open(one, 's', '&after=-1'))
  const there = await all(await open(two, 's', '&after=-1'))
  expect(there).toEqual(here)
  expect(there.at(-2)).toMatchObject({ event_id: id, output: { data: ['3'] } })
})

test('a reader whose process is gone goes on at another, without a gap', async () => {
  const { callable, started, running } = held()
  const queue = shared()
  const [one, two] = [createApp([callable], { queue }), createApp([callable], { queue })]
  await join(one, 's', ['x'])
  const seen: Told[] = []
  for await (const message of messages(await open(one, 's', '&after=-1'))) {
    seen.push(message)
    if (message.msg === 'process_generating') break
  }
  await running(1)
  const rest = all(await open(two, 's', `&after=${seen.at(-1)?.seq}`))
  started[0]?.end('over')
  expect(kinds([...seen, ...(await rest)])).toEqual([
    'estimation',
    'process_starts',
    'process_generating',
    'process_generating',
    'process_completed',
    'close_stream',
  ])
})

test('a call is read and cancelled at whatever process', async () => {
  const { callable, started, running } = held()
  const queue = shared()
  const [one, two] = [createApp([callable], { queue }), createApp([callable], { queue })]
  const id = await call(two, 'held', { data: ['x'] })
  await running(1)
  await cancel(two, id, 'guessed')
  expect(await (await get(one, `/call/held/${id}?wait=0`)).json()).toEqual({ status: 'running', data: ['began x'] })
  await cancel(one, id, id)
  expect(started[0]?.signal.aborted).toBe(true)
  expect(await (await get(one, `/call/held/${id}`)).text()).toContain('event: complete\ndata: ["began x"]')
})

test('a visitor who reads at another process has not vanished; one who reads nowhere has', async () => {
  const { callable, started, running } = held()
  const unfollowed: string[] = []
  const queue = shared(unfollowed)
  const timings = { vanished: 500 }
  const [one, two] = [createApp([callable], { queue, timings }), createApp([callable], { queue, timings })]
  await join(one, 's', ['x'])
  const elsewhere = messages(await open(two, 's'))
  await elsewhere.next()
  await running(1)
  await expect.poll(() => unfollowed).toEqual(['s'])
  expect(started[0]?.signal.aborted).toBe(false)
  const gone = new Promise((resolve) => started[0]?.signal.addEventListener('abort', resolve))
  await elsewhere.return(undefined)
  await gone
})

test('a queue that cannot be made refuses runs, not the app', async () => {
  const errors: unknown[] = []
  const app = createApp([count], {
    queue: () => Promise.reject(new Error('no connection')),
    onError: (error) => errors.push(error),
  })
  expect((await get(app, '/config')).status).toBe(200)
  const refused = await app.fetch('http://app/call/count', { method: 'POST', body: '{"data":[1]}' })
  expect(refused.status).toBe(500)
  expect(await refused.text()).not.toContain('connection')
  expect(errors.length).toBeGreaterThan(0)
  await app.close()
})
