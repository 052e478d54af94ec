import { expect, test, vi } from 'vitest'
import { define } from '../callable/define.ts'
import { createApp, post, run } from '../../test/support/served-app.ts'
import { memorySessions } from './session-store.ts'

const text = { type: 'string' } as const
const seen = { 'x-component': 'State', default: [] } as const

/** Its list of words stays on the server. */
const collect = define({
  name: 'collect',
  input: { before: { ...seen, 'x-props': { key: 'words' } }, word: text },
  output: { all: text, after: { ...seen, 'x-props': { key: 'words' } } },
  run: ({ before, word }) => {
    const words = [...(before as string[]), word]
    return [words.join(' '), words]
  },
})

const last = define({
  name: 'last',
  input: { words: seen },
  output: { word: text },
  run: ({ words }) => (words as string[]).at(-1) ?? 'none',
})

const visits = define({
  name: 'visits',
  input: {},
  output: { count: { type: 'integer' }, id: text },
  run: (_, { session }) => {
    const count = Number(session.state['count'] ?? 0) + 1
    session.state['count'] = count
    return [count, session.id]
  },
})

const app = () => createApp([collect, last, visits])

test('a state stays with its session: callers send nothing, or null, and see null', async () => {
  const served = app()
  expect(await run(served, 'collect', [null, 'one'], 'a')).toMatchObject({ data: ['one', null] })
  expect(await run(served, 'collect', ['two'], 'a')).toMatchObject({ data: ['one two', null] })
  expect(await run(served, 'collect', [['forged'], 'three'], 'a')).toMatchObject({ data: ['one two three', null] })
  expect(await run(served, 'collect', ['other'], 'b')).toMatchObject({ data: ['other', null] })
})

test('functions whose states have one key share it, and its default is there from the start', async () => {
  const served = app()
  expect(await run(served, 'last', [], 'a')).toMatchObject({ data: ['none'] })
  await run(served, 'collect', ['one'], 'a')
  expect(await run(served, 'last', [null], 'a')).toMatchObject({ data: ['one'] })
})

test('a state is no parameter for who gives arguments by name', async () => {
  const served = app()
  const read = async (body: object): Promise<string> => {
    const { event_id: id } = (await (await post(served, '/call/v2/collect', body)).json()) as { event_id: string }
    return (await served.fetch(`http://app/call/collect/${id}`)).text()
  }
  expect(await read({ word: 'one' })).toContain('event: complete\ndata: ["one",null]')
  expect(await read({ word: 'one', before: ['forged'] })).toContain('there is no parameter before')
  expect(await read({ word: 'one', BEFORE: ['forged'] })).toContain('there is no parameter BEFORE')
})

test('a function keeps what it likes in its session; without a name, a run is a session of its own', async () => {
  const served = app()
  const counts = [
    await run(served, 'visits', [], 'a'),
    await run(served, 'visits', [], 'a'),
    await run(served, 'visits', []),
  ]
  expect(counts.map(({ data }) => data[0])).toEqual([1, 2, 1])
  expect(counts.map(({ data }) => data[1])).toEqual(['a', 'a', expect.stringMatching(/^\w{32}$/)])
})

test('states are kept for a time after their last use, and no more than so many', () => {
  vi.useFakeTimers()
  try {
    const store = memorySessions({ keep: 1_000, limit: 2 })
    void store.save('a', { n: 1 })
    void store.save('b', { n: 2 })
    vi.advanceTimersByTime(600)
    expect(store.open('a')).toEqual({ n: 1 })
    void store.save('c', { n: 3 })
    expect(['a', 'b', 'c'].map((name) => store.open(name))).toEqual([{ n: 1 }, {}, { n: 3 }])
    vi.advanceTimersByTime(2_000)
    expect(store.open('a')).toEqual({})
    void store.close()
    expect(vi.getTimerCount()).toBe(0)
  } finally {
    vi.useRealTimers()
  }
})
