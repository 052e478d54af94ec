import { expect, test } from 'vitest'
import type { Queue, Task } from '../../../src/serve/queue/contract.ts'
import { eventually } from './eventually.ts'
import { Gate, newTask, type FakeHost, type FakeHostOptions } from './fake-host.ts'

/** One queue as several processes see it; where there is only one process, all are the same. */
interface Party {
  /** Accept tasks and hear of them. */
  readonly fronts: readonly { readonly queue: Queue; readonly host: FakeHost }[]
  /** All queues. */
  readonly queues: readonly Queue[]
  close(): Promise<void>
}

export type Open = (options: FakeHostOptions) => Promise<Party>

const many = (count: number, more: Partial<Task> = {}): Task[] => Array.from({ length: count }, () => newTask(more))

/** What every queue promises, whoever it is made of. */
export const queueConformance = (open: Open): void => {
  const within = async (options: FakeHostOptions, act: (party: Party) => Promise<void>): Promise<void> => {
    const party = await open(options)
    try {
      await act(party)
    } finally {
      await party.close()
    }
  }
  const front = ({ fronts }: Party, index = 0) => {
    const found = fronts[index % fronts.length]
    if (found === undefined) throw new Error('A party has at least one front')
    return found
  }
  const allEnded = async ({ host }: { host: FakeHost }, tasks: readonly Task[]): Promise<void> => {
    await eventually(() => tasks.filter((task) => host.ends(task).length === 0).length).toBe(0)
    expect(tasks.filter((task) => host.ends(task).length !== 1)).toEqual([])
  }

  test('a task enters, stands in line, starts, tells and ends, in this order', () =>
    within({ work: ({ report }) => report({ type: 'progress', done: 1, total: 2 }) }, async (party) => {
      const { queue, host } = front(party)
      const task = newTask()
      await queue.enter(task)
      expect(host.order).toEqual([task.id])
      await allEnded({ host }, [task])
      const types = host.told.get(task.id)?.map(({ type }) => type) ?? []
      expect(types.filter((type) => type !== 'place')).toEqual(['started', 'progress', 'done'])
    }))

  test('tasks of one line begin in the order in which they came', async () => {
    const gate = new Gate()
    await within({ work: gate.work }, async (party) => {
      const { queue, host } = front(party)
      const tasks = many(20)
      for (const task of tasks) await queue.enter(task)
      gate.open()
      await allEnded({ host }, tasks)
      expect(gate.begun).toEqual(tasks.map(({ id }) => id))
    })
  })

  test('a limit holds over all who work, and lines do not wait for each other', async () => {
    const gate = new Gate()
    let most = 0
    const work: FakeHostOptions['work'] = async (assignment, batch) => {
      const result = gate.work(assignment, batch)
      if (assignment.task.function !== 'other') most = Math.max(most, gate.running)
      return result
    }
    const lines = { f: { name: 'group', limit: 3 }, g: { name: 'group', limit: 3 }, other: { limit: 2 } }
    await within({ work, lines }, async (party) => {
      const tasks = many(30).map((task, index) => ({ ...task, function: index % 2 === 0 ? 'f' : 'g' }))
      await Promise.all(tasks.map(async (task, index) => front(party, index).queue.enter(task)))
      await eventually(() => gate.running).toBe(3)
      const other = newTask({ function: 'other' })
      await front(party).queue.enter(other)
      await eventually(() => gate.begun).toContain(other.id)
      expect(gate.running).toBe(4)
      for (let ended = 0; ended < 10; ended++) gate.end({ id: gate.begun[ended] ?? '' })
      gate.open()
      await allEnded(front(party), [...tasks, other])
      expect(most).toBe(3)
    })
  })

  test('a waiting task that is cancelled never begins; its last report is stopped, once', async () => {
    const gate = new Gate()
    await within({ work: gate.work }, async (party) => {
      const [first, second, third] = many(3) as [Task, Task, Task]
      for (const task of [first, second, third]) await front(party).queue.enter(task)
      await eventually(() => gate.begun).toEqual([first.id])
      await front(party, 1).queue.cancel(second)
      await front(party).queue.cancel(second)
      gate.open()
      await allEnded(front(party), [first, second, third])
      expect(front(party).host.ends(second)).toEqual([{ type: 'stopped' }])
      expect(gate.begun).toEqual([first.id, third.id])
    })
  })

  test('a running task that is cancelled is told so, and what waits behind it runs', async () => {
    const gate = new Gate()
    await within({ work: gate.work }, async (party) => {
      const [first, second] = many(2) as [Task, Task]
      for (const task of [first, second]) await front(party).queue.enter(task)
      await eventually(() => gate.begun).toEqual([first.id])
      await front(party, 1).queue.cancel({ ...first, session: 'somebody else' })
      await front(party, 1).queue.cancel(first)
      await eventually(() => gate.begun).toEqual([first.id, second.id])
      gate.open()
      await allEnded(front(party), [first, second])
      const types = [first, second].map((task) => front(party).host.ends(task)[0]?.type)
      expect(types).toEqual(['stopped', 'done'])
      await front(party).queue.cancel(second)
      await allEnded(front(party), [second])
    })
  })

  test('storms of cancels leak no place: all that was not cancelled runs, and as many at once as before', async () => {
    const gate = new Gate()
    await within({ work: gate.work, lines: { f: { limit: 4 } } }, async (party) => {
      const tasks = many(80)
      await Promise.all(tasks.map(async (task, index) => front(party, index).queue.enter(task)))
      await eventually(() => gate.running).toBe(4)
      const unwanted = tasks.filter((_, index) => index % 4 !== 0)
      const twice = [...unwanted, ...unwanted]
      await Promise.all(twice.map(async (task, index) => front(party, index).queue.cancel(task)))
      await allEnded(front(party), unwanted)
      await eventually(() => gate.running).toBe(4)
      gate.open()
      await allEnded(front(party), tasks)
      const more = many(8)
      for (const task of more) await front(party).queue.enter(task)
      await allEnded(front(party), more)
    })
  })

  test('a full queue refuses, still starts what need not wait, and takes more when there is room', async () => {
    const gate = new Gate()
    await within({ work: gate.work, maxQueue: 2, lines: { f: {}, other: {} } }, async (party) => {
      const { queue, host } = front(party)
      const [first, second, third, fourth] = many(4) as [Task, Task, Task, Task]
      await queue.enter(first)
      await eventually(() => gate.begun).toEqual([first.id])
      for (const task of [second, third]) await queue.enter(task)
      const refused = expect.objectContaining({ code: 'QUEUE_FULL', details: expect.objectContaining({ status: 503 }) })
      await expect(async () => queue.enter(fourth)).rejects.toEqual(refused)
      expect(host.told.has(fourth.id)).toBe(false)
      const other = newTask({ function: 'other' })
      await queue.enter(other)
      await queue.cancel(second)
      await queue.enter(fourth)
      gate.open()
      await allEnded({ host }, [first, second, third, fourth, other])
    })
  })

  test('those who wait are told where they stand, at once and when it changes', async () => {
    const gate = new Gate()
    await within({ work: gate.work }, async (party) => {
      const { queue, host } = front(party)
      const tasks = many(4)
      for (const task of tasks) await queue.enter(task)
      await eventually(() => gate.begun).toHaveLength(1)
      const places = () => host.told.get(tasks[3]?.id ?? '')?.filter(({ type }) => type === 'place') ?? []
      expect(places().length).toBeGreaterThan(0)
      gate.end(tasks[0] ?? { id: '' })
      await eventually(places).toContainEqual({ type: 'place', position: 1, size: 2, eta: expect.any(Number) })
      gate.open()
      await allEnded({ host }, tasks)
    })
  })

  test('tasks of a batched function start together, those of others in the same line do not join them', async () => {
    const gate = new Gate()
    const batches: string[][] = []
    const work: FakeHostOptions['work'] = async (assignment, batch) => {
      if (batch[0] === assignment) batches.push(batch.map(({ task }) => task.id))
      return gate.work(assignment, batch)
    }
    const lines = { f: { name: 'line', batch: 3 }, g: { name: 'line', batch: 3 } }
    await within({ work, lines }, async (party) => {
      const { queue, host } = front(party)
      const names = ['f', 'f', 'g', 'f', 'f', 'f']
      const tasks = names.map((name) => newTask({ function: name }))
      const ids = tasks.map(({ id }) => id)
      await queue.enter(tasks[0] ?? newTask())
      await eventually(() => batches).toEqual([[ids[0]]])
      for (const task of tasks.slice(1)) await queue.enter(task)
      gate.open()
      await allEnded({ host }, tasks)
      expect(batches).toEqual([[ids[0]], [ids[1], ids[3], ids[4]], [ids[2]], [ids[5]]])
    })
  })

  test('who drains takes nothing more and waits for what runs, no longer than allowed', async () => {
    const gate = new Gate()
    await within({ work: gate.work, lines: { f: { limit: 2 } } }, async (party) => {
      const tasks = many(2)
      for (const task of tasks) await front(party).queue.enter(task)
      await eventually(() => gate.running).toBe(2)
      const hurried = party.queues.map((queue) => queue.drain(AbortSignal.abort()))
      await Promise.all(hurried)
      expect(gate.running).toBe(2)
      const drained = Promise.all(party.queues.map((queue) => queue.drain()))
      const refused = expect.objectContaining({
        code: 'APP_STOPPED',
        details: expect.objectContaining({ status: 503 }),
      })
      await expect(async () => front(party).queue.enter(newTask())).rejects.toEqual(refused)
      gate.open()
      await drained
      await allEnded(front(party), tasks)
    })
  })
}
