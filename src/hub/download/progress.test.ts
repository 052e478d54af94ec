import { expect, test } from 'vitest'
import type { TransferProgress } from './contract.ts'
import { Progress } from './progress.ts'

const started = (bytes: number) => {
  const seen: TransferProgress[] = []
  const progress = new Progress((report) => seen.push(report))
  progress.expect({ done: 1, total: 3, failed: 0 }, bytes)
  return { progress, seen, last: () => seen.at(-1) }
}

test('bytes of an earlier run count as done, bytes that were wrong do not', () => {
  const { progress, last } = started(100)
  progress.start('a')
  progress.resume(30)
  progress.receive(20)
  progress.lose({ bytes: 40, resumed: 25 })
  progress.end()
  expect(last()).toMatchObject({
    files: { done: 1, total: 3, failed: 0 },
    bytes: { done: 10, total: 100, resumed: 5 },
  })
  expect(last()?.active).toEqual(['a'])
  expect(progress.received).toBe(20)
  expect(progress.left).toBe(90)
})

test('a thousand pieces are few reports, of eight names at most', () => {
  const { progress, seen, last } = started(1000)
  for (let count = 0; count < 20; count++) progress.start(`file ${count}`)
  for (let count = 0; count < 1000; count++) progress.receive(1)
  progress.finish('file 0')
  progress.fail('file 1')
  progress.end()
  expect(seen.length).toBeLessThan(10)
  expect(last()).toMatchObject({ files: { done: 2, total: 3, failed: 1 }, eta: 0 })
  expect(last()?.active).toHaveLength(8)
})

test('nobody who listens, nobody who is told', () => {
  const progress = new Progress(undefined)
  progress.expect({ done: 0, total: 1, failed: 0 }, 5)
  progress.receive(5)
  progress.end()
  expect(progress.left).toBe(0)
})
