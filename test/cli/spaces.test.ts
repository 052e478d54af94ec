import { expect, test } from 'vitest'
import type { FakeHub } from '../../src/testing/fake-hub/contract.ts'
import { ada, eve, hubWith, visits } from '../hub/space-support.ts'
import { hfn, type Outcome, type Setting } from './terminal.ts'

/** Runs a command against a fake Hub, with the token of its Space's owner unless the setting says otherwise. */
const on =
  ({ url }: FakeHub, token: string | undefined = ada) =>
  (args: readonly string[], setting: Setting = {}): Promise<Outcome> =>
    hfn(args, {
      fetch: globalThis.fetch,
      ...setting,
      env: {
        HF_ENDPOINT: url,
        HF_HOME: '/nowhere',
        ...(token === undefined ? {} : { HF_TOKEN: token }),
        ...setting.env,
      },
    })

const name = 'ada/greeter'

test('info shows what the Hub says and, when it runs, the functions', async () => {
  const hub = await hubWith({}, { likes: 3, cardData: { title: 'Greeter' } })
  const run = on(hub)
  const { out, status } = await run(['spaces', 'info', name])
  expect(status).toBe(0)
  expect(out).toMatch(/^space\tada\/greeter\ntitle\tGreeter\nstage\tRUNNING\n/)
  expect(out).toContain('greet  [--name <text>] → text: text')
  expect(out).toContain('hfn call ada/greeter greet --help')
  expect((await run(['space', name])).out).toBe(out)
  const json: unknown = JSON.parse((await run(['spaces', 'info', name, '--json'])).out)
  expect(json).toMatchObject({ id: name, stage: 'RUNNING', likes: 3, functions: [{ name: 'greet' }] })
})

test('info of a Space that sleeps, or with --no-connect, does not visit it', async () => {
  const hub = await hubWith({ stage: 'SLEEPING' })
  expect((await on(hub)(['spaces', 'info', name])).out).toContain('stage\tSLEEPING')
  hub.stage(name, 'RUNNING')
  expect((await on(hub)(['spaces', 'info', name, '--no-connect'])).out).not.toContain('greet ')
  expect(visits(hub)).toEqual([])
})

test('info of a Space whose app cannot be reached warns of it', async () => {
  const hub = await hubWith()
  hub.add({ host: 'space', answer: { status: 404 } })
  const { out, err, status } = await on(hub)(['spaces', 'info', name])
  expect([status, out.includes('stage\tRUNNING')]).toEqual([0, true])
  expect(err).toMatch(/^warning: Its functions cannot be shown: No Gradio app at /)
})

test('wait tells each stage on stderr and how it stands then on stdout', async () => {
  const starting = [['BUILDING', 60]] as const
  const run = on(await hubWith({ stage: 'SLEEPING', starting }))
  const { out, err, status } = await run(['spaces', 'wait', name, '--interval', '10ms'])
  expect([status, out]).toEqual([0, 'ada/greeter  RUNNING  cpu-basic\n'])
  expect(err).toBe(
    'Space ada/greeter sleeps (SLEEPING)\nSpace ada/greeter is being built (BUILDING)\nSpace ada/greeter runs (RUNNING)\n',
  )
  expect((await run(['spaces', 'wait', name, '--json', '-q'])).out).toContain('"stage":"RUNNING"')
})

test('on a terminal the stages of a wait are one line, taken away at its end', async () => {
  const run = on(await hubWith())
  const { err } = await run(['spaces', 'wait', name], { terminal: { err: true }, env: { NO_COLOR: '1' } })
  expect(err).toBe('\r\u001B[2KSpace ada/greeter runs (RUNNING) …\r\u001B[2K')
})

test.each([
  [
    ['wait', name, '--timeout', '50ms', '--interval', '10ms'],
    'BUILDING',
    6,
    'TIMEOUT: Space ada/greeter does not run within',
  ],
  [['wait', name, '--no-start'], 'SLEEPING', 5, 'NOT_RUNNING: Space ada/greeter sleeps'],
  [['start', name], 'PAUSED', 5, 'NOT_RUNNING: Space ada/greeter was paused by its owner'],
])('%j of a Space that is %s ends with its own status', async (args, stage, status, says) => {
  const run = on(await hubWith({ stage }))
  const outcome = await run(['spaces', ...args])
  expect([outcome.status, outcome.out]).toEqual([status, ''])
  expect(outcome.err).toContain(says)
})

test('start, restart, pause, sleep and hardware change a Space', async () => {
  const hub = await hubWith({ stage: 'SLEEPING', starting: [['BUILDING', 10_000]] })
  const run = on(hub)
  expect((await run(['spaces', 'start', name])).out).toBe('ada/greeter  BUILDING  cpu-basic\n')
  expect((await run(['spaces', 'pause', name])).out).toContain('PAUSED')
  expect((await run(['spaces', 'start', name, '--restart'])).out).toContain('BUILDING')
  expect((await run(['spaces', 'restart', name, '--factory'])).out).toContain('BUILDING')
  expect((await run(['spaces', 'sleep', name, '1h', '--json'])).out).toContain('"sleepTime":3600')
  expect((await run(['spaces', 'hardware', name, 't4-small', '--sleep', 'never'])).out).toContain('t4-small')
  expect((await run(['spaces', 'hardware', name])).out).toContain('t4-small')
  expect((await run(['spaces', 'hardware'])).out).toContain(
    't4-small\tNvidia T4 - small\t4 vCPU\t15 GB\t1 x T4, 16 GB\t0.4\n',
  )
  expect((await on(hub, eve)(['spaces', 'pause', name])).status).toBe(4)
})

test('secrets and variables are set from a word, a file or stdin, and listed', async () => {
  const run = on(await hubWith())
  expect((await run(['spaces', 'secrets', 'set', name, 'KEY'], { stdin: 'very secret\n' })).err).toBe('')
  const shown = await run(['spaces', 'secrets', 'set', name, 'OTHER=in sight'])
  expect(shown.err).toBe(
    'warning: A value can be read in the list of processes; OTHER=@file, or OTHER alone, cannot.\n',
  )
  await run(['spaces', 'variables', 'set', name, 'MODEL=a=b', '--description', 'which'])
  expect((await run(['spaces', 'variables', name])).out).toBe('MODEL\ta=b\twhich\n')
  const secrets = (await run(['spaces', 'secrets', 'list', name])).out
  expect(secrets).toMatch(/^KEY\t.*\nOTHER\t.*\n$/)
  expect(secrets).not.toContain('secret\t')
  await run(['spaces', 'secrets', 'delete', name, 'KEY'])
  expect((await run(['spaces', 'secrets', name, '--json'])).out).not.toContain('KEY')
  expect((await run(['spaces', 'secrets', 'set', name, '9=x'])).status).toBe(2)
})

test('logs, duplicate and open print lines, a name and an address', async () => {
  const hub = await hubWith({ logs: { build: ['--> \u001B[31mbuilt'] } })
  const run = on(hub)
  expect((await run(['spaces', 'logs', name, '--build'], { terminal: { out: true } })).out).toBe('--> built\n')
  expect((await run(['spaces', 'logs', name, '--build', '--json'])).out).toMatch(
    /^\{"text":"--> .*","time":"20.*"\}\n$/,
  )
  expect((await on(hub, eve)(['spaces', 'duplicate', name, 'mine', '--private', '--variable', 'A=b'])).out).toBe(
    'eve/mine\n',
  )
  expect((await run(['spaces', 'open', name])).out).toMatch(/^http:\/\/127\.0\.0\.1:\d+\n$/)
  expect((await run(['spaces', 'open', name, '--page'])).out).toBe(`${hub.url}/spaces/${name}\n`)
})

test('list and search find Spaces', async () => {
  const hub = await hubWith({}, { cardData: { title: 'Greeter', short_description: 'says hello' } })
  hub.repo({ type: 'space', id: 'eve/painter', likes: 9, lastModified: '2026-02-03T00:00:00.000Z' })
  const run = on(hub)
  expect((await run(['spaces', 'list', '--author', 'eve'])).out).toBe('eve/painter\tRUNNING\tgradio\t9\t2026-02-03\n')
  expect((await run(['spaces', 'list', '--mine', '--json'])).out).toContain('"id":"ada/greeter"')
  expect((await run(['spaces', 'search', 'says', 'hello'])).out).toBe('ada/greeter\tRUNNING\t0\tsays hello\n')
  expect((await run(['spaces', 'search', 'hello', '--limit', '0'])).status).toBe(2)
})
