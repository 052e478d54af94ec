import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RunEvent } from '../../src/callable/callable.ts'
import { unchanged } from '../../src/callable/callable.ts'
import { HfnError } from '../../src/core/error.ts'
import { connect, type App, type ConnectOptions } from '../../src/gradio/index.ts'
import { RemoteFile } from '../../src/gradio/remote-file.ts'
import { pathOf } from './fixtures.ts'
import { credentials, majors, server, type AppName } from './servers.ts'

const failure = async (work: PromiseLike<unknown>): Promise<HfnError> => {
  const error = await Promise.resolve(work).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!HfnError.is(error)) throw new Error(`expected an HfnError, got ${String(error)}`)
  expect(error.message).not.toContain('\n')
  return error
}

const outputs = (events: readonly RunEvent[]): unknown[] =>
  events.flatMap((event) => (event.type === 'output' ? [event.data[0]] : []))

const collect = async (job: AsyncIterable<RunEvent>): Promise<RunEvent[]> => {
  const events: RunEvent[] = []
  for await (const event of job) events.push(event)
  return events
}

describe.each(majors)('Gradio %i', (major) => {
  let app: App
  const open: App[] = []
  const reach = async (name: AppName, options?: ConnectOptions): Promise<App> => {
    const connected = await connect(await server(major, name), options)
    open.push(connected)
    return connected
  }
  beforeAll(async () => {
    await Promise.all((['kitchen', 'auth', 'simple'] as const).map((name) => server(major, name)))
    if (major > 4) await server(major, 'streaming')
    app = await reach('kitchen')
  })
  afterAll(async () => {
    for (const one of open) await one.close()
  })

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
    const steps = (await collect(app.run('progress', [5]))).filter(({ type }) => type === 'progress')
    expect(steps.length).toBeGreaterThan(0)
    expect(steps.some((event) => event.type === 'progress' && event.total === 5 && event.unit === 'steps')).toBe(true)
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
    expect([...String(await app.run('by_component', ['x', 'y']))].sort()).toEqual(['x', 'y'])
  })

  test('text that looks like a path or an address stays text', async () => {
    for (const text of [pathOf('note.txt'), 'http://127.0.0.1:1/', '/etc/passwd']) {
      expect(await app.run('textbox', [text])).toBe(text)
    }
  })

  test('files of every kind of source go up with their names; several in one call', async () => {
    const note = await readFile(pathOf('note.txt'))
    const sources = [
      pathOf('note.txt'),
      note,
      new Blob([note]),
      { name: 'ü & #1 100%.txt', content: note },
      Buffer.alloc(0),
    ]
    expect(await app.run('sizes', [sources])).toEqual([note.length, note.length, note.length, note.length, 0])
    const [uploaded] = await app.upload([pathOf('photo.png')])
    expect(uploaded?.url).toMatch(/^http/)
    expect(await app.run('sizes', [[uploaded]])).toEqual([(await readFile(pathOf('photo.png'))).length])
  })

  test('files come back with their names and content, and are saved where asked', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hfn-'))
    try {
      for (const [name, content] of [
        ['odd_file', 'odd name'],
        ['empty_file', ''],
      ]) {
        const file = await app.run(name ?? '')
        if (!(file instanceof RemoteFile)) throw new Error('no file')
        const path = await file.download(folder)
        expect(await readFile(path, 'utf8')).toBe(content)
        if (name === 'odd_file') expect(file.name).toContain('100')
      }
      const big = await app.run('big_file', [3])
      if (!(big instanceof RemoteFile)) throw new Error('no file')
      expect((await big.bytes()).length).toBe(3 * 1024 * 1024)
      expect(String(await app.run('big_text', [2_000]))).toHaveLength(2_000 * 1024)
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  test('a running function is stopped on the server, and the next call runs', async () => {
    const before = await app.run('times_ended')
    const job = app.run('forever')
    let seen = 0
    for await (const event of job) if (event.type === 'output' && ++seen === 3) break
    expect((await failure(job)).code).toBe('CANCELLED')
    expect(await app.run('greet', ['Ada'])).toBe('Hello Ada')
    if (major > 3) await expect.poll(() => app.run('times_ended'), { timeout: 10_000 }).toBe(Number(before) + 1)
  })

  test('a waiting run is cancelled without disturbing the others', async () => {
    const first = app.run('slow', [1])
    const second = app.run('slow', [1])
    const third = app.run('slow', [1])
    await new Promise((resolve) => setTimeout(resolve, 300))
    await second.cancel()
    expect((await failure(second)).code).toBe('CANCELLED')
    expect(await Promise.all([first, third])).toEqual([
      expect.stringContaining('slept 1'),
      expect.stringContaining('slept 1'),
    ])
  })

  test('thirty runs at once on one connection all settle', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, (_, index) => app.run('greet', [`n${index}`])))
    expect(answers).toEqual(Array.from({ length: 30 }, (_, index) => `Hello n${index}`))
  })

  test('private endpoints do not exist; undocumented ones are called by their name only', async () => {
    const hidden = await reach('private')
    expect([...hidden.functions.keys()]).toEqual(['greet'])
    expect((await failure(Promise.resolve().then(() => hidden.run('secret', ['x'])))).code).toBe('NO_SUCH_FUNCTION')
    if (major === 3) return
    expect(await hidden.run('reset', ['Ada'])).toBe('Hello Ada')
    const all = await reach('private', { undocumented: true })
    expect([...all.functions.keys()]).toContain('reset')
  })

  test('an unnamed endpoint has a name to call it by, and is the only one', async () => {
    const unnamed = await reach('unnamed')
    expect(unnamed.functions.size).toBe(1)
    expect(await unnamed.run('', ['loud'])).toBe('LOUD')
    if (major === 3) expect(await unnamed.run('0', ['loud'])).toBe('LOUD')
  })

  test('a login is needed, refused when wrong, and used for calls, files and cancelling', async () => {
    const url = await server(major, 'auth')
    expect((await failure(connect(url))).code).toBe('LOGIN_NEEDED')
    expect((await failure(connect(url, { auth: ['user', 'wrong'] }))).code).toBe('BAD_CREDENTIALS')
    const inside = await reach('auth', { auth: credentials })
    expect(await inside.run('greet', ['Ada'])).toBe('Hello Ada')
    const file = await inside.run('file', [pathOf('note.txt')])
    if (!(file instanceof RemoteFile)) throw new Error('no file')
    expect(Buffer.from(await file.bytes())).toEqual(await readFile(pathOf('note.txt')))
    const job = inside.run('forever')
    for await (const event of job) if (event.type === 'output') break
    expect((await failure(job)).code).toBe('CANCELLED')
    expect(await inside.run('greet', ['Ada'])).toBe('Hello Ada')
    const again = await reach('auth', { cookies: inside.cookies })
    expect(await again.run('greet', ['Ada'])).toBe('Hello Ada')
  })

  test('an app below a path is reached with its files', async () => {
    const below = await reach('mounted')
    expect(await below.run('greet', ['Ada'])).toBe('Hello Ada')
    const file = await below.run('file', [pathOf('note.txt')])
    if (!(file instanceof RemoteFile)) throw new Error('no file')
    expect(file.url).toContain('/app/')
    expect(Buffer.from(await file.bytes())).toEqual(await readFile(pathOf('note.txt')))
  })

  test('a queue with one place says when it is full', async () => {
    const busy = await reach('busy')
    const runs = Array.from({ length: 6 }, () => busy.run('slow', [1]))
    const settled = await Promise.allSettled(runs)
    const refused = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason as HfnError] : []))
    expect(refused.length).toBeGreaterThan(0)
    expect(new Set(refused.map(({ code }) => code))).toEqual(new Set(['QUEUE_FULL']))
    expect(settled.some(({ status }) => status === 'fulfilled')).toBe(true)
  })

  test('an interface and a chat are functions too', async () => {
    const shown = await reach('interface')
    expect(await shown.run('', ['Ada', false, 1])).toBe('Hello Ada')
    const chat = await reach('chat')
    const name = major === 6 ? 'reply' : 'chat'
    const words = outputs(await collect(chat.run(name, ['hello'])))
    expect(words.at(-1)).toBe('You said hello ')
  })

  if (major > 3)
    test('a file larger than the app takes is refused before it is sent', async () => {
      const limited = await reach('limited')
      const error = await failure(limited.run('file', [Buffer.alloc(2_000)]))
      expect(['BAD_FILE', 'TOO_LARGE']).toContain(error.code)
      expect(await limited.run('file', [Buffer.alloc(500)])).toMatchObject({ size: 500 })
    })

  if (major > 3)
    test('a run sent on its own is followed later, by another connection', async () => {
      const sent = await app.send('counter', [3])
      const later = await reach('kitchen')
      expect(outputs(await collect(later.results(JSON.parse(JSON.stringify(sent)) as typeof sent)))).toEqual([1, 2, 3])
    })

  if (major > 3)
    test('the simple protocol gives the same values', async () => {
      const simple = await reach('kitchen', { protocol: 'call' })
      expect(await simple.run('greet', ['Ada', true])).toBe('Hello Ada!!!')
      expect(outputs(await collect(simple.run('counter', [3])))).toEqual([1, 2, 3])
      expect((await failure(simple.run('fail', ['no paper']))).code).toBe('FUNCTION_FAILED')
      const job = simple.run('forever')
      for await (const event of job) if (event.type === 'output') break
      expect((await failure(job)).code).toBe('CANCELLED')
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

  if (major > 4)
    test('a sound that is made while it plays is fetched whole', async () => {
      const streaming = await reach('streaming')
      const sound = await streaming.run('play', [3])
      if (!(sound instanceof RemoteFile)) throw new Error('no file')
      expect((await sound.bytes()).length).toBeGreaterThan(1_000)
    })

  test('the simple app of the documents streams one value a second', async () => {
    const simple = await reach('simple')
    const [name] = simple.functions.keys()
    const seen: number[] = []
    const values: unknown[] = []
    for await (const event of simple.run(major === 3 ? '0' : '/op1', [2])) {
      if (event.type !== 'output') continue
      seen.push(Date.now())
      values.push(event.data[0])
    }
    expect(name).toBe(major === 3 ? 'fn_0' : 'Op1')
    expect(values).toEqual(['Dur:2', expect.anything(), expect.anything(), 'Finished'])
    expect((seen.at(-1) ?? 0) - (seen[0] ?? 0)).toBeGreaterThan(1_500)
  })
})
