import { expect, test } from 'vitest'
import { Channel } from './channel.ts'

const read = async <T>(channel: AsyncIterable<T>): Promise<T[]> => {
  const values: T[] = []
  for await (const value of channel) values.push(value)
  return values
}

test('values come in the order they were pushed, before and after the reader came, and the end comes after them', async () => {
  const channel = new Channel<number>({ limit: 10 })
  channel.push(1)
  channel.push(2)
  const reading = read(channel)
  channel.push(3)
  channel.close()
  channel.push(4)
  expect(await reading).toEqual([1, 2, 3])
  expect(await channel.next()).toEqual({ value: undefined, done: true })
})

test('beyond the limit the oldest value that may be dropped goes, and the oldest of all when none may', async () => {
  const channel = new Channel<string>({ limit: 3, mayDrop: (value) => value !== 'log' })
  for (const value of ['log', 'a', 'log', 'b', 'log', 'log']) channel.push(value)
  expect(channel.size).toBe(3)
  channel.push('c')
  channel.close()
  expect(await read(channel)).toEqual(['log', 'log', 'c'])
})

test('a failure is thrown once, after all that is held', async () => {
  const channel = new Channel<number>({ limit: 10 })
  const failure = new Error('broken')
  channel.push(1)
  channel.close({ error: failure })
  expect(await channel.next()).toEqual({ value: 1, done: false })
  await expect(channel.next()).rejects.toBe(failure)
  expect(await channel.next()).toEqual({ value: undefined, done: true })
})

test('several pending reads are answered in turn, and all are told of the end', async () => {
  const channel = new Channel<number>({ limit: 10 })
  const reads = [channel.next(), channel.next(), channel.next()]
  channel.push(1)
  channel.close()
  expect((await Promise.all(reads)).map(({ value }) => value)).toEqual([1, undefined, undefined])
})

test('who leaves early is waited for and told of once; who read to the end is not', async () => {
  const left: string[] = []
  const early = new Channel<number>({ limit: 10, onLeave: () => void left.push('early') })
  early.push(1)
  for await (const _ of early) break
  await early.return()
  const whole = new Channel<number>({ limit: 10, onLeave: () => void left.push('whole') })
  whole.close()
  await read(whole)
  await whole.return()
  expect(left).toEqual(['early'])
  expect(early.size).toBe(0)
})
