import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Report } from '../queue/contract.ts'
import { Telling } from './telling.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

interface Sent {
  readonly number: number
  readonly text: string
  readonly last: boolean
}

/** Keeps what is sent. */
const outlet = ({ ours = () => true }: { ours?: (number: number) => boolean } = {}) => {
  const sent: Sent[] = []
  const telling = new Telling('a', async (number, text, last) => {
    sent.push({ number, text, last })
    return ours(number)
  })
  return { sent, telling }
}

const output = (text: string): Report => ({ type: 'output', data: [text] })
const line = (text: string): Report => ({ type: 'log', level: 'info', text })
const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0)

test('reports are sent in order, numbered, the last one marked', async () => {
  const { sent, telling } = outlet()
  void telling.report({ type: 'started' })
  for (const text of ['a', 'ab', 'abc']) void telling.report(output(text))
  await telling.report({ type: 'done', data: ['abc'] })
  expect(sent.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5])
  expect(sent.map(({ last }) => last)).toEqual([false, false, false, false, true])
})

test('nothing follows the end', async () => {
  const { sent, telling } = outlet()
  await telling.report({ type: 'stopped' })
  void telling.report(line('late'))
  await settle()
  expect(sent).toHaveLength(1)
})

test('whoever lost the run sends nothing more', async () => {
  const { sent, telling } = outlet({ ours: (number) => number < 2 })
  for (let count = 0; count < 5; count++) void telling.report(line(String(count)))
  await telling.told()
  expect(sent).toHaveLength(2)
  expect(telling.over).toBe(true)
})

test('of what cannot be sent yet the newest output stays, and a function that says much has to wait', async () => {
  const answers: (() => void)[] = []
  const sent: string[] = []
  const telling = new Telling('a', (_, text) => {
    sent.push(text)
    return new Promise((resolve) => answers.push(() => resolve(true)))
  })
  for (let count = 0; count < 1_000; count++) expect(telling.report(output(String(count)))).toBeUndefined()
  let waited = false
  for (let count = 0; count < 70; count++) waited ||= telling.report(line(String(count))) instanceof Promise
  expect(waited).toBe(true)
  void telling.report({ type: 'stopped' })
  while (!sent.at(-1)?.includes('stopped')) {
    answers.shift()?.()
    await settle()
  }
  expect(sent.some((text) => text.includes('999'))).toBe(true)
  expect(sent.length).toBeLessThan(200)
})

test('a run that has told much tells its outputs less often, the newest first, and its end at once', async () => {
  const { sent, telling } = outlet()
  const large = 'x'.repeat(3 * 1024 * 1024)
  await telling.report(output(large))
  await settle()
  for (const text of ['a', 'b', 'c']) void telling.report(output(`${large}${text}`))
  await settle()
  expect(sent).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(2_000)
  expect(sent).toHaveLength(2)
  expect(sent[1]?.text).toContain('"c"')
  void telling.report(output(`${large}d`))
  void telling.report(line('between'))
  await settle()
  await telling.report({ type: 'done', data: ['over'] })
  expect(sent.at(-1)?.text).toContain('over')
  expect(sent.some(({ text }) => text.includes('between'))).toBe(true)
})

test('what a run tells in a day stays small, however much it has to say', async () => {
  const { sent, telling } = outlet()
  for (let hour = 0; hour < 24; hour++) {
    for (let piece = 0; piece < 60; piece++) {
      void telling.report(output(String.fromCharCode(33 + ((hour + piece) % 90)).repeat(100_000)))
      await vi.advanceTimersByTimeAsync(60_000)
    }
  }
  const size = sent.reduce((sum, { text }) => sum + text.length, 0)
  expect(sent.length).toBeGreaterThan(100)
  expect(size).toBeLessThan(32 * 1024 * 1024)
})
