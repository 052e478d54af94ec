import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Report, Task } from './contract.ts'
import { memoryQueue } from './memory.ts'

/** What may happen next: a task comes, is cancelled, or ends by itself. */
const step = fc.record({
  act: fc.constantFrom('enter', 'enter', 'cancel', 'end'),
  line: fc.nat(2),
  which: fc.nat(30),
})

const last = new Set<Report['type']>(['done', 'failed', 'stopped'])

test('whatever is entered, cancelled and ended in whatever order, no place in a line is lost or given twice', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 80 }),
      fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 3, maxLength: 3 }),
      async (steps, limits) => {
        const running = new Map<string, { line: string; end: () => void }>()
        const ends = new Map<string, number>()
        const tasks: Task[] = []
        const busy = (line: string): number =>
          new Set([...running.values()].filter((one) => one.line === line).map(({ end }) => end)).size
        const queue = memoryQueue({
          lines: new Map(limits.map((limit, line) => [`${line}`, { name: `${line}`, limit, batch: line + 1 }])),
          maxQueue: 1_000,
          entered: () => {},
          skipped: () => {},
          report: ({ id }, { type }) => void (last.has(type) && ends.set(id, (ends.get(id) ?? 0) + 1)),
          perform: async (batch) => {
            const line = batch[0]?.task.function ?? ''
            await new Promise<void>((resolve) => {
              let left = batch.length
              const end = (): void => {
                for (const { task, report } of batch) if (!ends.has(task.id)) void report({ type: 'done', data: [] })
                resolve()
              }
              for (const { task, signal, report } of batch) {
                running.set(task.id, { line, end })
                signal.addEventListener('abort', () => {
                  void report({ type: 'stopped' })
                  if (--left === 0) resolve()
                })
              }
            })
            for (const { task } of batch) running.delete(task.id)
          },
        })
        for (const { act, line, which } of steps) {
          const task = tasks[which]
          if (act === 'enter') {
            const id = `${tasks.length}`
            tasks.push({ id, session: 's', kind: 'visit', function: `${line}`, given: [], root: '' })
            await queue.enter(tasks.at(-1) ?? tasks[0]!)
          } else if (task !== undefined && act === 'cancel') await queue.cancel(task)
          else if (task !== undefined) running.get(task.id)?.end()
          await new Promise((resolve) => setImmediate(resolve))
          for (const [index, limit] of limits.entries()) {
            const waiting = tasks.filter(
              ({ id, function: name }) => name === `${index}` && !ends.has(id) && !running.has(id),
            )
            expect(busy(`${index}`)).toBeLessThanOrEqual(limit)
            if (waiting.length > 0) expect(busy(`${index}`)).toBe(limit)
          }
        }
        while (running.size > 0) {
          for (const { end } of running.values()) end()
          await new Promise((resolve) => setImmediate(resolve))
        }
        expect(tasks.map(({ id }) => ends.get(id))).toEqual(tasks.map(() => 1))
      },
    ),
  )
})
