import { spawn, type ChildProcess } from 'node:child_process'
import { openSync } from 'node:fs'
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import type { Callable } from '../../src/callable/callable.ts'
import { define } from '../../src/callable/define.ts'
import { createApp, listen, type ServedApp } from '../../src/serve/index.ts'

const main = new URL('../../dist/cli/main.js', import.meta.url).pathname

/** A promise and what settles it. */
const gate = (): { open: () => void; opened: Promise<void> } => {
  let open = (): void => {}
  const opened = new Promise<void>((resolve) => (open = resolve))
  return { open, opened }
}

const serve = async (
  functions: readonly Callable<never>[],
  wrap = (app: ServedApp): ServedApp => app,
): Promise<string> => {
  const listening = await listen(wrap(createApp(functions as readonly Callable[])), { port: 0 })
  onTestFinished(() => listening.close({ drain: 0 }))
  return listening.url
}

interface Running {
  readonly child: ChildProcess
  /** Resolves when stdout holds the text. */
  readonly says: (text: string) => Promise<void>
  readonly ended: Promise<{ status: number | null; out: string; err: string }>
}

const start = (args: readonly string[], stdout: 'pipe' | number = 'pipe'): Running => {
  const child = spawn(process.execPath, [main, ...args], { stdio: ['pipe', stdout, 'pipe'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  let out = ''
  let err = ''
  child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()))
  const says = async (text: string): Promise<void> => {
    while (!out.includes(text)) await once(child.stdout ?? child, 'data')
  }
  const ended = once(child, 'close').then(([status]: (number | null)[]) => ({ status: status ?? null, out, err }))
  return { child, says, ended }
}

/** Says one thing, then waits until it is cancelled. */
const waits = (cancelled: () => void): Callable<never> =>
  define({
    name: 'waits',
    async *run(_, { signal }) {
      yield 'begun'
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
      cancelled()
    },
  })

test('values come out as the app gives them, not at the end', async () => {
  const { open, opened } = gate()
  const two = define({
    name: 'two',
    async *run() {
      yield 'first'
      await opened
      yield 'second'
    },
  })
  const run = start(['call', await serve([two])])
  await run.says('first\n')
  open()
  expect(await run.ended).toEqual({ status: 0, out: 'first\nsecond\n', err: '' })
})

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s cancels the run on the server and ends with 130',
  async (signal) => {
    const { open, opened } = gate()
    const run = start(['call', await serve([waits(open)])])
    await run.says('begun')
    run.child.kill(signal)
    await opened
    const { status, out, err } = await run.ended
    expect({ status, out }).toEqual({ status: 130, out: 'begun\n' })
    expect(err).toMatch(/^error CANCELLED: .*\n$/)
  },
)

test('a second Ctrl-C ends at once, whatever the server does', async () => {
  const asked = gate()
  const deaf = (app: ServedApp): ServedApp => ({
    ...app,
    fetch: async (input, init) => {
      if (!/\/(cancel|reset)/.test(input instanceof Request ? input.url : String(input))) return app.fetch(input, init)
      asked.open()
      return new Promise(() => {})
    },
  })
  const run = start(['call', await serve([waits(() => {})], deaf)])
  await run.says('begun')
  run.child.kill('SIGINT')
  await asked.opened
  run.child.kill('SIGINT')
  expect(await run.ended).toMatchObject({ status: 130 })
})

test.each([
  ['while it connects', /\/config/, ['info']],
  ['while a file goes up', /\/upload/, ['call', '--text', 'x', '--file', main]],
  ['while it waits for stdin', undefined, ['call', '--text', '-']],
])('Ctrl-C %s ends with 130', async (_, held, [verb = '', ...args]) => {
  const reached = gate()
  const holding = (app: ServedApp): ServedApp => ({
    ...app,
    fetch: async (input, init) => {
      const address = input instanceof Request ? input.url : String(input)
      if ((held ?? /\/info/).test(address)) reached.open()
      return held?.test(address) ? new Promise(() => {}) : app.fetch(input, init)
    },
  })
  const takes = define({
    name: 'takes',
    input: { text: { type: 'string' }, file: { format: 'file', default: null } },
    run: ({ text }) => text,
  })
  const run = start([verb, await serve([takes], holding), ...args])
  await reached.opened
  run.child.kill('SIGINT')
  const { status, out, err } = await run.ended
  expect({ status, out }).toEqual({ status: 130, out: '' })
  expect(err).toMatch(/^error CANCELLED: .*\n$/)
})

test('when the reader of stdout goes away the run is cancelled, quietly and with status 0', async () => {
  const { open, opened } = gate()
  const endless = define({
    name: 'endless',
    async *run(_, { signal }) {
      try {
        for (let count = 0; !signal.aborted; count += 1) {
          yield `line ${count}`
          await new Promise((resolve) => setTimeout(resolve, 5))
        }
      } finally {
        open()
      }
    },
  })
  const run = start(['call', await serve([endless])])
  await run.says('line 1\n')
  run.child.stdout?.destroy()
  await opened
  expect(await run.ended).toMatchObject({ status: 0, err: '' })
})

test('a stdout that takes nothing is an error', async () => {
  const { status, err } = await start(['--version'], openSync(main, 'r')).ended
  expect(err).toMatch(/^error FILE_FAILED: Cannot write the output: EBADF.*\n$/)
  expect(status).toBe(1)
})

test('send in one process, results in another; stdin is left alone by all others', async () => {
  const add = define({
    name: 'add',
    input: { a: { type: 'number' }, b: { type: 'number' } },
    output: { sum: { type: 'number' } },
    run: ({ a, b }) => a + b,
  })
  const url = await serve([add])
  const sent = await start(['send', url, 'add', '--a', '2', '3']).ended
  const results = start(['results', '-'])
  results.child.stdin?.end(sent.out)
  expect(await results.ended).toEqual({ status: 0, out: '5\n', err: '' })
})

test('a usage error needs no server', async () => {
  expect(await start(['call', '--nope']).ended).toMatchObject({ status: 2, out: '' })
  expect(await start(['--version']).ended).toMatchObject({ status: 0, err: '' })
})

test('demo shows what hfn does and ends by itself in a pipe', async () => {
  const { status, out, err } = await start(['demo', '--port', '0']).ended
  expect(err).toBe('')
  for (const text of [
    '$ hfn info http',
    'op1 --duration 3\nDur:3\n',
    'Finished',
    'Seen by hfn\n  Hello from a file.',
    'Try next',
  ]) {
    expect(out).toContain(text)
  }
  expect(status).toBe(0)
})
