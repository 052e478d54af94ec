import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { connect } from '../../src/gradio/index.ts'
import { RemoteFile } from '../../src/gradio/remote-file.ts'
import { test } from '../support/file-test.ts'
import { pathOf } from './fixtures.ts'
import { collect, failure, outputs, reaching, told } from './reach.ts'
import { credentials, majors, server } from './servers.ts'

describe.each(majors)('small apps of Gradio %i', (major) => {
  const reach = reaching(major)
  beforeAll(async () => {
    await Promise.all((['auth'] as const).map((name) => server(major, name)))
  })
  afterAll(() => reach.close())

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

  test('a queue with one place says when it is full', async ({ folder, put }) => {
    const full = await reach('full')
    const gate = join(folder, 'open')
    const working = full.run('held', [gate])
    await told(working, 'output')
    const waiting = full.run('held', [gate])
    await told(waiting, 'queue')
    const refused = await Promise.all([1, 2, 3].map(() => failure(full.run('held', [gate]))))
    expect(refused.map(({ code }) => code)).toEqual(['QUEUE_FULL', 'QUEUE_FULL', 'QUEUE_FULL'])
    await put('open')
    expect(await Promise.all([working, waiting])).toEqual(['ended', 'ended'])
  })

  test('an interface and a chat are functions too', async () => {
    const shown = await reach('interface')
    expect(await shown.run('', ['Ada', false, 1])).toBe('Hello Ada')
    const chat = await reach('chat')
    const name = major === 6 ? 'reply' : 'chat'
    const words = outputs(await collect(chat.run(name, ['hello'])))
    expect(words.at(-1)).toBe('You said hello ')
  })
})
