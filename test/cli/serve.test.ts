import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect } from '../../src/gradio/index.ts'
import { hfn, type Outcome, type Setting } from './terminal.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hfn-serve-'))
  const files: Readonly<Record<string, string>> = {
    'op1.mjs': "export async function* op1(duration = '5') { yield `Dur:${duration}`; yield 'Finished' }",
    'fail.mjs': "export function fail() { throw new Error('inside') }",
    'broken.mjs': 'export const x = (',
    'none.mjs': 'export const x = 1',
    'twice.mjs': 'export default [function greet() {}, function greet() {}]',
    'logins.txt': 'ada:pass\n',
    'page.mjs': `import { chatbot, Interface, number, state } from '${new URL('../../dist/serve/index.js', import.meta.url).href}'
      export const add = Interface((value, sum, talk) => [value, value], {
        inputs: [number(), state(), chatbot({ default: null })], outputs: [number(), state()], name: 'add' })
      export const hidden = Interface(() => 1, { inputs: [], name: 'hidden', visibility: 'private' })`,
  }
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text, { mode: 0o644 })
})
afterAll(() => rm(folder, { recursive: true }))

/** Serves a file, works with it where it is, then stops the command as Ctrl-C does. */
const served = async (
  args: readonly string[],
  work: (url: string) => Promise<void>,
  setting: Setting = {},
): Promise<Outcome> => {
  const stop = new AbortController()
  let failure: unknown
  let said = ''
  const outcome = await hfn(['serve', ...args, '--port', '0'], {
    cwd: folder,
    ...setting,
    signal: stop.signal,
    onOut: (text) => {
      said += text
      const url = /http:\/\/\S+/.exec(said)?.[0]
      if (url === undefined || !said.includes('Ctrl-C')) return
      void work(url)
        .catch((error: unknown) => (failure = error))
        .finally(() => stop.abort())
    },
  })
  if (failure !== undefined) throw failure
  return outcome
}

test('what a file exports is an app until the command is stopped, which is no failure', async () => {
  const { status, out } = await served(['op1.mjs', '--title', 'Mine'], async (url) => {
    const app = await connect(url)
    expect(app.title).toBe('Mine')
    expect(await app.function('op1').run(['1'])).toBe('Finished')
    await app.close()
  })
  expect(status).toBe(0)
  expect(out).toContain('op1.mjs is an app at http://127.0.0.1:')
  expect(out).toContain('Only this computer can reach it')
  expect(out).toMatch(/Call it: hfn call http:\S+ op1 --duration 5\n/)
})

test('logins come from a file or the environment, and others who can read the file are warned of', async () => {
  const refused = async (url: string): Promise<void> => {
    await expect(connect(url)).rejects.toMatchObject({ code: 'LOGIN_NEEDED' })
    await (await connect(url, { auth: ['ada', 'pass'] })).close()
  }
  expect((await served(['op1.mjs', '--auth-file', 'logins.txt'], refused)).err).toContain('chmod 600 logins.txt')
  await served(['op1.mjs'], refused, { env: { HFN_SERVE_AUTH: 'ada:pass' } })
})

test('a failure is told to the author in full, and to callers without its text', async () => {
  const { err } = await served(['fail.mjs'], async (url) => {
    const app = await connect(url)
    await expect(app.function('fail').run()).rejects.not.toThrow(/inside/)
    await app.close()
  })
  expect(err).toMatch(/error [0-9a-f]{32}: Error: inside\n +at fail/)
})

test('the call that is shown is one that works: without states, and for one item of a batch', async () => {
  const { out } = await served(['page.mjs'], async () => {})
  expect(out).toMatch(/Functions: add\n/)
  expect(out).toMatch(/ add --value 1\n/)
})

test('a queue that cannot be reached is told of once, and asked again', async () => {
  const { status, err } = await served(['op1.mjs', '--queue', 'redis://127.0.0.1:1'], async (url) => {
    for (let count = 0; count < 3; count++) {
      const { status } = await fetch(`${url}/run/op1`, { method: 'POST', body: '{"data":[]}' })
      expect(status).toBe(503)
    }
  })
  expect(status).toBe(0)
  expect(err.match(/warning: .*127\.0\.0\.1:1.*trying again/g)).toHaveLength(1)
})

test.each<[string[], number, RegExp]>([
  [['gone.mjs'], 3, /^error NO_SUCH_FILE: .*gone\.mjs/],
  [['broken.mjs'], 1, /^error FUNCTION_FAILED: broken\.mjs cannot be loaded: /],
  [['none.mjs'], 2, /^error BAD_USAGE: none\.mjs exports nothing that can be served\. Export a function/],
  [['twice.mjs'], 2, /^error BAD_USAGE: Two functions are called "greet"/],
  [['op1.mjs', '--port', 'x'], 2, /^error BAD_USAGE: --port is a number from 0 to 65535/],
  [['op1.mjs', '--concurrency', '0'], 2, /^error BAD_USAGE: --concurrency is a number/],
  [['op1.mjs', '--role', 'worker'], 2, /^error BAD_USAGE: .*--queue redis/],
  [['op1.mjs', '--queue', 'http://h', '--role', 'all'], 2, /^error BAD_USAGE: http:\/\/h is no address of a Redis/],
  [['op1.mjs', '--queue', 'redis://'], 2, /^error BAD_USAGE: .*no address of a Redis/],
  [['op1.mjs', '--files', 'none.mjs/x'], 2, /^error BAD_USAGE: --files: none\.mjs\/x is no folder/],
  [['op1.mjs', '--flag-folder', 'none.mjs'], 2, /^error BAD_USAGE: --flag-folder: none\.mjs is no folder/],
  [['op1.mjs', '--origin', '*', '--origin', 'example'], 2, /^error BAD_USAGE: .*"example" is no origin/],
  [['.'], 2, /^error BAD_USAGE: .* is no module that can be served/],
  [['logins.txt'], 2, /^error BAD_USAGE: logins\.txt is no module that can be served/],
  [['op1.mjs', '--auth-file', 'none.mjs'], 2, /none\.mjs holds no logins/],
  [[], 2, /^error BAD_USAGE: Missing required argument/],
])('%j is refused on one line', async (args, status, said) => {
  const outcome = await hfn(['serve', ...args], { cwd: folder })
  expect(outcome).toMatchObject({ status, out: '' })
  expect(outcome.err).toMatch(said)
  expect(
    outcome.err
      .trimEnd()
      .split('\n')
      .filter((line) => !line.startsWith('warning')),
  ).toHaveLength(1)
})
