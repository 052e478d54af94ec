import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { demoFunctions } from '../../src/cli/demo.ts'
import { createApp } from '../../src/serve/index.ts'
import { hfn, type Outcome, type Setting } from './terminal.ts'

const app = createApp(demoFunctions())
const cwd = mkdtempSync(join(tmpdir(), 'hfn-journey-'))
afterAll(async () => {
  await app.close()
  rmSync(cwd, { recursive: true })
})
writeFileSync(join(cwd, 'note.txt'), 'a note\n')

const url = 'http://app.test'

/** The true client and a true app, in one process and without a port. */
const run = (args: readonly string[], setting: Setting = {}): Promise<Outcome> =>
  hfn(args, { cwd, fetch: app.fetch, ...setting })

test('info lists what the app was made of', async () => {
  const { status, out, err } = await run(['info', url])
  expect({ status, err }).toEqual({ status: 0, err: '' })
  for (const { name } of demoFunctions()) expect(out).toContain(`  ${name} `)
})

test('the parameters of /op1 are in the JSON of info', async () => {
  const { out } = await run(['Get-GradioInfo', url])
  const info = JSON.parse(out) as { named_endpoints: Record<string, { parameters: { parameter_name: string }[] }> }
  expect(info.named_endpoints['/op1']?.parameters[0]?.parameter_name).toBe('duration')
  const part = await run(['info', url, 'Op1', '--json'])
  expect(JSON.parse(part.out)).toEqual(info.named_endpoints['/op1'])
})

test('call streams, by flag and by position', async () => {
  const { out } = await run(['call', url, 'op1', '--duration', '0.5'])
  expect(out).toMatch(/^Dur:0\.5\n[\d.e-]+\nFinished\n$/)
  expect((await run(['call', url, '/Op1', '0'])).out).toBe('Dur:0\nFinished\n')
  expect((await run(['call', url, 'greet', 'Ada 🦊', '--times', '2', '--excited', 'language=fr'])).out).toBe(
    'Bonjour Ada 🦊! Bonjour Ada 🦊!\n',
  )
})

test('a file goes up by its path and comes back to disk', async () => {
  const { status, out, err } = await run(['call', url, 'stamp', '--file', 'note.txt', '--line', 'Seen', '-o', 'out/'])
  expect({ status, err }).toEqual({ status: 0, err: '' })
  expect(readFileSync(join(cwd, out.trim()), 'utf8')).toBe('Seen\na note\n')
  const json = await run(['call', url, 'stamp', '--args', JSON.stringify({ file: join(cwd, 'note.txt') }), '--json'])
  expect(JSON.parse(json.out)).toMatchObject([
    { url: expect.stringMatching(/^http:\/\/app\.test\/.*stamped-note\.txt/) },
  ])
})

test('an uploaded file can be given by what upload printed', async () => {
  const uploaded = await run(['upload', url, 'note.txt'])
  const { out } = await run(['call', url, 'stamp', '--file', uploaded.out.trim(), '-o', '-'])
  expect(out).toBe('Seen by hfn\na note\n')
  expect((await run(['upload', url, 'note.txt', '--raw'])).out).toMatch(/note\.txt\n$/)
})

test('an upload is told on a terminal, and the line is taken away', async () => {
  const { err } = await run(['upload', url, 'note.txt'], { terminal: { err: true }, env: { NO_COLOR: '1' } })
  expect(err).toContain('sending note.txt')
  expect(err.endsWith('\r\u001B[2K')).toBe(true)
  expect((await run(['upload', url, 'note.txt'])).err).toBe('')
})

test('stdin is a file where a file is wanted', async () => {
  const { out } = await run(['call', url, 'stamp', '--file', '-', '-o', '-'], { stdin: 'piped\n' })
  expect(out).toBe('Seen by hfn\npiped\n')
})

test('send, then results', async () => {
  const sent = await run(['send', url, 'op1', '--duration', '0'])
  expect(JSON.parse(sent.out)).toMatchObject({ app: url, function: 'op1' })
  expect(await run(['results', '-'], { stdin: sent.out })).toEqual({ status: 0, out: 'Dur:0\nFinished\n', err: '' })
})

test('api reaches any path of the app', async () => {
  const { out } = await run(['api', url, 'config'])
  expect(JSON.parse(out)).toMatchObject({ protocol: expect.stringMatching(/^sse/) })
  expect(await run(['Invoke-GradioHttp', '-url', `${url}/nowhere`])).toMatchObject({ status: 3, out: '' })
})

test('types names the functions and their parameters', async () => {
  const { out } = await run(['types', url])
  expect(out).toContain('  readonly language?: "en" | "fr" | "pt" | undefined\n')
  expect(out).toContain('export type StampOutputs = [stamped: FileValue]')
})

test.each([
  [['call', url, 'fail', '--message', 'so it goes'], 1, /^error FUNCTION_FAILED: .*so it goes/],
  [['call', url, 'gret'], 3, /^error NO_SUCH_FUNCTION: .*greet/],
  [['call', url, 'greet'], 2, /^error BAD_ARGUMENT: name is missing/],
  [['call', url, 'greet', 'Ada', '--times', '11'], 2, /^error BAD_ARGUMENT: times must be at most 10, not 11/],
  [['call', url, 'stamp', '--file', 'missing.txt'], 3, /^error NO_SUCH_FILE: .*missing\.txt/],
  [['call', url, 'stamp', '--file', '.'], 2, /^error BAD_FILE: /],
  [['upload', url, 'note.txt', 'missing.txt'], 3, /^error NO_SUCH_FILE: .*missing\.txt/],
  [['info', 'not a url'], 2, /^error BAD_URL: /],
  [['call', url, 'op1', '30', '--timeout', '100ms'], 6, /^error TIMEOUT: /],
] as const)('%j fails in one line', async (args, status, line) => {
  const outcome = await run(args)
  expect(outcome.err).toMatch(line)
  expect(outcome.err.match(/\n/g)).toHaveLength(1)
  expect(outcome.status).toBe(status)
})

test('Ctrl-C cancels the run and is the last line of JSONL', async () => {
  const stop = new AbortController()
  const { status, out } = await run(['call', url, 'op1', '30', '--jsonl'], {
    signal: stop.signal,
    onOut: (text) => text.includes('Dur:30') && stop.abort(),
  })
  expect(JSON.parse(out.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({ type: 'error', code: 'CANCELLED' })
  expect(status).toBe(130)
})
