import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { open, type OpenOptions } from '../../src/open.ts'
import { space } from '../../src/hub/spaces/space.ts'
import type { FakeHub } from '../../src/testing/fake-hub/contract.ts'
import { ada, clientOf, eve, hubWith, visits } from '../hub/space-support.ts'
import { hfn, type Outcome, type Setting } from '../cli/terminal.ts'

const name = 'ada/greeter'

const run = ({ url }: FakeHub, args: readonly string[], { env, ...setting }: Setting = {}): Promise<Outcome> =>
  hfn(args, { fetch: globalThis.fetch, ...setting, env: { HF_ENDPOINT: url, HF_HOME: '/nowhere', ...env } })

const greeting = async (app: Parameters<typeof open>[0], options: OpenOptions): Promise<unknown> => {
  const opened = await open(app, { env: {}, ...options })
  try {
    return await opened.run('greet', { name: 'Ada' })
  } finally {
    await opened.close()
  }
}

test('whatever names an app opens it', async () => {
  const hub = await hubWith()
  const host = new URL((await space(clientOf(hub), name).reach()).url)
  const ways = [
    name,
    `spaces/${name}`,
    ` ${name} `,
    `${hub.url}/spaces/${name}`,
    `https://huggingface.co/spaces/${name}`,
  ]
  for (const way of [...ways, host, host.href, host.host, space(clientOf(hub), name)])
    expect(await greeting(way, { endpoint: hub.url })).toBe('Hello Ada')
})

test('what begins with a host is an address, not the name of a Space', async () => {
  const hub = await hubWith()
  const fetch = async (): Promise<Response> => new Response('no app', { status: 404 })
  for (const address of ['localhost/app', 'app.example.com/app', '127.0.0.1/app', 'localhost:7860/app'])
    await expect(open(address, { endpoint: hub.url, env: {}, fetch })).rejects.toMatchObject({
      code: 'NOT_A_GRADIO_APP',
    })
  for (const nothing of ['greeter', '', 'a/b/c'])
    await expect(open(nothing, { endpoint: hub.url, env: {}, fetch })).rejects.toMatchObject({ code: 'BAD_URL' })
  expect(hub.requests).toEqual([])
})

test('a Space is refused without a request when hfn is offline, and a wait of the Hub is told', async () => {
  const hub = await hubWith()
  const refused = greeting(name, { env: { HF_ENDPOINT: hub.url, HF_HUB_OFFLINE: '1' } })
  await expect(refused).rejects.toMatchObject({ code: 'OFFLINE' })
  expect(hub.requests).toEqual([])
  hub.add({ times: 1, answer: { status: 429, headers: { 'retry-after': '1' } } })
  const waits: unknown[] = []
  await greeting(name, { endpoint: hub.url, onWait: (wait) => waits.push(wait) })
  expect(waits).toMatchObject([{ seconds: 1, status: 429 }])
})

test('one command calls a private Space that sleeps, and shows on one line how it wakes', async () => {
  const hub = await hubWith({ stage: 'SLEEPING' }, { private: true })
  const env = { HF_TOKEN: ada, NO_COLOR: '1' }
  const { status, out, err } = await run(hub, ['call', name, 'greet', '--name', 'Ada'], {
    env,
    terminal: { err: true },
  })
  expect([status, out]).toEqual([0, 'Hello Ada\n'])
  expect(err.split('\r\u001B[2K').filter(Boolean)).toEqual(
    expect.arrayContaining([`Space ${name} sleeps …`, `Space ${name} runs …`]),
  )
  expect(new Set(visits(hub).map(({ headers }) => headers['authorization']))).toEqual(new Set([`Bearer ${ada}`]))
})

test('every command that takes an app takes a Space; a handle is good for a private one and holds no token', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hfn-space-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'a.txt'), 'text')
  const hub = await hubWith({}, { private: true })
  const env = { HF_TOKEN: ada }
  const sent = await run(hub, ['send', name, 'greet', '--name', 'Ada'], { env })
  expect(JSON.parse(sent.out)).toMatchObject({ app: name, function: 'greet' })
  expect(sent.out).not.toContain(ada)
  expect((await run(hub, ['results', '-'], { env, stdin: sent.out })).out).toBe('Hello Ada\n')
  expect((await run(hub, ['info', name], { env })).out).toContain(`hfn call ${name} greet --help`)
  expect((await run(hub, ['api', name, 'config'], { env })).out).toContain('"version"')
  expect((await run(hub, ['types', name], { env })).out).toContain('greet')
  expect((await run(hub, ['upload', name, 'a.txt'], { env, cwd: folder })).out).toContain('a.txt')
  expect((await run(hub, ['results', sent.out.trim()], { env: { HF_TOKEN: eve } })).err).toMatch(/^error NOT_FOUND: /)
})

test('--token goes to the Space whatever it is, and --no-wake leaves it asleep', async () => {
  const hub = await hubWith()
  await run(hub, ['info', name, '--token', eve, '-q'])
  expect(new Set(visits(hub).map(({ headers }) => headers['authorization']))).toEqual(new Set([`Bearer ${eve}`]))
  hub.stage(name, 'SLEEPING')
  for (const args of [
    ['--no-wake', name, 'greet'],
    [name, 'greet', '--no-wake'],
  ])
    expect(await run(hub, ['call', ...args])).toMatchObject({ status: 5, err: expect.stringContaining('sleeps') })
})

test('a name that is no Space is said to be none, with where files for a repo go', async () => {
  const hub = await hubWith()
  hub.repo({ type: 'model', id: 'ada/thinker' })
  expect(await run(hub, ['call', 'ada/thinker'])).toMatchObject({
    status: 3,
    err: expect.stringMatching(/^error NOT_FOUND: There is no Space ada\/thinker, but there is a model of that name\./),
  })
  const upload = await run(hub, ['upload', 'ada/thinker', 'a.txt'])
  expect(upload).toMatchObject({ status: 3, err: expect.stringContaining('hfn repos upload ada/thinker') })
})

test('Ctrl-C while a Space starts ends the command with 130', async () => {
  const hub = await hubWith({ stage: 'BUILDING' })
  const stop = new AbortController()
  const outcome = run(hub, ['call', name, 'greet'], { signal: stop.signal })
  await expect.poll(() => hub.requests.length).toBeGreaterThan(0)
  stop.abort()
  expect(await outcome).toMatchObject({ status: 130, out: '', err: expect.stringContaining('CANCELLED') })
})

test('--timeout ends the wait for a Space', async () => {
  const hub = await hubWith({ stage: 'BUILDING' })
  expect(await run(hub, ['info', name, '--timeout', '80ms'])).toMatchObject({ status: 6 })
})
