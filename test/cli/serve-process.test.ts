import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { connect } from '../../src/gradio/index.ts'

const main = new URL('../../dist/cli/main.js', import.meta.url).pathname

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hfn-serve-'))
  await write('word.mjs', "export const word = 'first'")
  await write('app.mjs', "import { word } from './word.mjs'\nexport const say = () => word")
  const slow =
    "export async function* slow() { yield 'begun'; await new Promise((go) => setTimeout(go, 500)); yield 'done' }"
  const late = "export function late() { setTimeout(() => { throw new Error('too late') }); return 'given' }"
  await write('slow.mjs', `${slow}\n${late}`)
})
afterAll(() => rm(folder, { recursive: true }))

const write = (name: string, text: string): Promise<void> => writeFile(join(folder, name), text)

const serve = async (...args: string[]) => {
  const child = spawn(process.execPath, [main, 'serve', ...args, '--port', '0'], { cwd: folder })
  onTestFinished(() => void child.kill('SIGKILL'))
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const says = async (text: string): Promise<void> => {
    while (!said.includes(text)) await Promise.race([once(child.stdout, 'data'), once(child.stderr, 'data')])
  }
  const ended = once(child, 'close').then(([status]: unknown[]) => ({ status, said }))
  await says('Ctrl-C ends it')
  const url = /http:\/\/\S+/.exec(said)?.[0] ?? ''
  const app = await connect(url)
  onTestFinished(() => app.close())
  return { child, says, ended, app, url }
}

test('with --watch a change of any module of the folder is served at once, and what cannot be loaded changes nothing', async () => {
  const { child, says, ended, url } = await serve('app.mjs', '--watch')
  const say = async (): Promise<unknown> => {
    const visitor = await connect(url)
    const said = await visitor.function('say').run()
    await visitor.close()
    return said
  }
  expect(await say()).toBe('first')
  await write('word.mjs', "export const word = 'second'")
  await says('Loaded anew')
  expect(await say()).toBe('second')
  await write('word.mjs', 'export const word =')
  await says('still served')
  expect(await say()).toBe('second')
  child.kill('SIGINT')
  expect(await ended).toMatchObject({
    status: 0,
    said: expect.stringContaining('app.mjs cannot be loaded: SyntaxError'),
  })
})

test.each(['SIGINT', 'SIGTERM'] as const)('%s lets runs at work end, and ends with 0', async (signal) => {
  const { child, ended, app } = await serve('slow.mjs')
  const seen: unknown[] = []
  for await (const event of app.function('slow').run()) {
    if (event.type === 'output') {
      if (seen.length === 0) child.kill(signal)
      seen.push(event.data[0])
    }
  }
  expect(seen).toEqual(['begun', 'done'])
  expect((await ended).status).toBe(0)
})

test('the second interrupt ends at once, with 130', async () => {
  const { child, says, ended, app } = await serve('slow.mjs')
  const run = app.function('slow').run()
  run.catch(() => {})
  for await (const event of run) if (event.type === 'output') break
  child.kill('SIGINT')
  await says('Ctrl-C again')
  child.kill('SIGINT')
  expect((await ended).status).toBe(130)
})

test('what a function throws when nobody waits for it any more is told, and ends nothing', async () => {
  const { child, says, ended, app } = await serve('slow.mjs')
  expect(await app.function('late').run()).toBe('given')
  await says('too late')
  expect(await app.function('late').run()).toBe('given')
  child.kill('SIGTERM')
  expect((await ended).status).toBe(0)
})

test('a shared queue whose packages are not installed is refused at the start, on one line', async () => {
  const hook = `export const resolve = (name, context, next) => {
    if (name === 'bullmq') throw Object.assign(new Error('Cannot find package'), { code: 'ERR_MODULE_NOT_FOUND' })
    return next(name, context)
  }`
  const without = `import { register } from 'node:module'; register(${JSON.stringify(asModule(hook))})`
  const args = ['--import', asModule(without), main, 'serve', 'app.mjs', '--queue', 'redis://127.0.0.1:1']
  const child = spawn(process.execPath, args, { cwd: folder })
  onTestFinished(() => void child.kill('SIGKILL'))
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  expect(await once(child, 'close')).toEqual([2, null])
  expect(said).toMatch(/^error BAD_USAGE: .*bullmq and ioredis\. npm install bullmq ioredis\n$/)
})

const asModule = (source: string): string => `data:text/javascript,${encodeURIComponent(source)}`
