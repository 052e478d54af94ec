import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { unchanged } from '../../src/callable/callable.ts'
import type { App } from '../../src/gradio/index.ts'
import { pathOf } from './fixtures.ts'
import { collect, failure, outputs, reaching } from './reach.ts'
import { majors, server } from './servers.ts'

describe.each(majors)('functions of Gradio %i', (major) => {
  let app: App
  const reach = reaching(major)
  beforeAll(async () => {
    await Promise.all((['kitchen', 'errors', 'simple'] as const).map((name) => server(major, name)))
    app = await reach('kitchen')
  })
  afterAll(() => reach.close())

  test('arguments go by name and by position; defaults are filled in', async () => {
    const [name, excited, many] = app.function('greet').input.map((parameter) => parameter.name)
    expect(await app.run('/Greet', { [name ?? '']: 'Ada', [excited ?? '']: true, [many ?? '']: 2 })).toBe('Hello Ada!!')
    expect(await app.run('greet', ['Ada'])).toBe('Hello Ada')
    expect(await app.run('greet', ['Ada', true])).toBe('Hello Ada!!!')
  })

  test('a generator gives its values as they come, and its last one at the end', async () => {
    const events = await collect(app.run('counter', [4]))
    expect(outputs(events)).toEqual([1, 2, 3, 4])
    expect(events.at(-1)).toMatchObject({ type: 'done', data: [4] })
  })

  test('text that grows and structures that change come whole at every step', async () => {
    const text = outputs(await collect(app.run('growing_text', [5])))
    expect(text).toEqual(
      [1, 2, 3, 4, 5].map((count) => Array.from({ length: count }, (_, index) => `word${index} `).join('')),
    )
    const steps = outputs(await collect(app.run('lists')))
    expect(steps).toEqual([
      [],
      [1],
      [1, 2],
      [1, 2, [3]],
      [1, [2, 3]],
      [],
      { a: [1, { b: 'c' }] },
      { a: [1] },
      {},
      [[[]], [[1, 2], [3]]],
      [[[1]]],
      { end: true },
    ])
  })

  test('a conversation is written alike on every major', async () => {
    const events = await collect(app.run('talk', ['hello', []]))
    const last = events.at(-1)
    if (last?.type !== 'done') throw new Error('no end')
    expect(JSON.stringify(last.data[1])).toContain('You said hello')
    const more = await app.run('talk', [
      'again',
      [
        { role: 'user', content: 'hi' },
        { role: 'assistant', content: 'hello' },
      ],
    ])
    expect(JSON.stringify(more)).toContain('You said again')
  })

  test('progress and logs are told', async () => {
    // Gradio tells now and then how far a function is: this one goes on until it was told.
    const job = app.run('progress', [100])
    for await (const event of job) if (event.type === 'progress' && event.total === 100 && event.unit === 'steps') break
    expect((await failure(job)).code).toBe('CANCELLED')
    const logs = (await collect(app.run('logs'))).filter((event) => event.type === 'log')
    expect(logs.map(({ level, text }) => [level, text])).toEqual(
      [
        ['info', 'an information'],
        ['warning', 'a warning'],
        ['success', 'a success'],
      ].slice(0, major < 5 ? 2 : 3),
    )
  })

  test('an error of the app is its text; an exception says that the app hides it', async () => {
    expect(await failure(app.run('fail', ["it's empty"]))).toMatchObject({
      code: 'FUNCTION_FAILED',
      message: "it's empty",
    })
    expect((await failure(app.run('crash'))).hint).toContain('show_error')
    const late = await failure(app.run('fail_late', ['too late']))
    expect(late).toMatchObject({ code: 'FUNCTION_FAILED', details: { data: ['first'] } })
    if (major > 3) expect(late.message).toBe('too late')
    const open = await reach('errors')
    expect((await failure(open.run('crash'))).message).toBe('the cause')
  })

  test('state lives as long as the connection, each its own', async () => {
    const first = await reach('kitchen')
    const second = await reach('kitchen')
    const counts = []
    for (const one of [first, first, second, first]) counts.push(await one.run('stateful'))
    expect(counts).toEqual([1, 2, 1, 3])
    expect(await first.run('only_state', ['kept'])).toBeUndefined()
  })

  test('several outputs, one, and none', async () => {
    expect(await app.run('two')).toEqual(['one', 2])
    expect(await app.run('no_answer')).toBeNull()
    expect(await app.run('no_output', ['x'])).toBeUndefined()
    expect(await app.run('empty').outputs()).toEqual([null])
    expect(await app.run('batch', ['loud'])).toBe('LOUD')
  })

  test('an update gives its value and keeps the rest; one without a value says unchanged', async () => {
    const events = await collect(app.run('updates', ['new']))
    const done = events.at(-1)
    if (done?.type !== 'done') throw new Error('no end')
    expect(done.data).toEqual(['new', unchanged])
    expect(done.updates?.[1]).toMatchObject({ visible: false })
    expect(await app.run('skip')).toEqual(unchanged)
  })

  test('odd names reach their parameters', async () => {
    const words = ['a', 'b', 'c', 'd', 'e', 'f']
    expect(await app.run('odd_names', words)).toEqual(words)
    const names = app.function('odd_names').input.map(({ name }) => name)
    if (major > 3) expect(names).toEqual(expect.arrayContaining(['help', 'json', 'constructor', '__proto__', 'größe']))
    const byName = Object.fromEntries(names.map((name, index) => [name, words[index]]))
    expect(await app.run('odd_names', byName)).toEqual(words)
    expect(await app.run('any_number', ['one', 'two'])).toBe('one two')
    expect(await app.run('by_component', ['x', 'y'])).toMatch(/^(xy|yx)$/)
  })

  test('text that looks like a path or an address stays text', async () => {
    for (const text of [pathOf('note.txt'), 'http://127.0.0.1:1/', '/etc/passwd']) {
      expect(await app.run('textbox', [text])).toBe(text)
    }
  })

  if (major > 4)
    test('each message of a validator shows', async () => {
      const error = await failure(app.run('validated', [-1, -2]))
      expect(error.code).toBe('BAD_ARGUMENT')
      expect(error.message).toContain('a must be positive')
      expect(error.message).toContain('b must be positive')
      expect(await app.run('validated', [1, 2])).toBe(3)
    })

  if (major > 4)
    test('functions without components take and give plain JSON', async () => {
      expect(await app.run('typed', { words: ['a'], count: 2 })).toEqual({ words: ['a', 'a'], options: null })
      expect((await failure(app.run('typed', { words: 'a' }))).code).toBe('BAD_ARGUMENT')
    })

  test('the simple app of the documents streams its values', async () => {
    const simple = await reach('simple')
    const [name] = simple.functions.keys()
    // Of one second: how often it tells of more depends on how busy its server is.
    const values = outputs(await collect(simple.run('/op1', [1])))
    expect(name).toBe(major === 3 ? 'op1' : 'Op1')
    expect(values).toEqual(['Dur:1', expect.anything(), 'Finished'])
  })
})
