import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createApp, define } from '../../src/index.ts'
import { createFakeHub } from '../../src/testing/index.ts'
import type { SeenRequest } from '../../src/testing/index.ts'
import { hfn } from '../cli/terminal.ts'

const token = 'hf_canaryTokenThatNobodyMayPrint42'

/** The token as it could hide: as it is, in base64 wherever it starts, in an address. */
const guises = [
  token,
  ...[0, 1, 2].map((shift) =>
    Buffer.from(' '.repeat(shift) + token)
      .toString('base64')
      .slice(4, -4),
  ),
  encodeURIComponent(token.replace('_', '%5F')),
]
const shows = (text: string): boolean => guises.some((guise) => text.includes(guise))

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())

const shout = define({
  name: 'shout',
  input: { text: { type: 'string' } },
  output: { text: { type: 'string' } },
  run: ({ text }) => text.toUpperCase(),
})

test('the token is sent to the Hub and to the named private Space, and is nowhere else', async () => {
  const open = createApp([shout])
  const hidden = createApp([shout])
  const fake = await createFakeHub({
    users: [{ name: 'ada', token }],
    repos: [
      {
        id: 'ada/model',
        private: true,
        files: { 'a.txt': 'a', 'big.bin': { content: { bytes: 200_000 }, stored: 'lfs' } },
      },
      { id: 'ada/data', type: 'dataset', files: { 'x.bin': { content: { bytes: 100_000 }, stored: 'xet' } } },
      { id: 'ada/open', type: 'space', sdk: 'gradio', space: { app: open } },
      { id: 'ada/hidden', type: 'space', sdk: 'gradio', private: true, space: { app: hidden, stage: 'SLEEPING' } },
      { id: 'ada/broken', type: 'space', sdk: 'gradio', space: { stage: 'RUNTIME_ERROR', errorMessage: 'no' } },
      { id: 'bob/gated', gated: 'manual', files: { 'w.bin': 'w' } },
    ],
  })
  const home = mkdtempSync(join(tmpdir(), 'hfn-canary-'))
  onTestFinished(async () => {
    await fake.close()
    await Promise.all([open.close(), hidden.close()])
    rmSync(home, { recursive: true, force: true })
  })
  writeFileSync(join(home, 'mine.txt'), 'mine')
  const env = { HF_ENDPOINT: fake.url, HFN_ENDPOINTS_URL: fake.endpointsUrl, HF_HOME: join(home, 'hf'), HOME: home }
  const said: string[] = []
  const run = async (line: string, stdin = ''): Promise<number> => {
    const { status, out, err } = await hfn(line.split(' '), {
      env,
      cwd: home,
      stdin,
      network: true,
      terminal: { err: true },
    })
    said.push(out, err)
    return status
  }

  expect(await run('login --token - --debug', `${token}\n`)).toBe(0)
  const lines: readonly (readonly [line: string, status: number])[] = [
    ['whoami --json', 0],
    ['auth list', 0],
    ['hub models --author ada --limit 5', 0],
    ['hub api/nowhere --debug', 3],
    ['models info ada/model', 0],
    ['download ada/model --debug', 0],
    ['download datasets/ada/data --local-dir here', 0],
    ['download bob/gated --debug', 4],
    ['cache ls', 0],
    ['cache verify ada/model', 0],
    ['spaces info ada/hidden --debug', 0],
    ['call ada/hidden shout --text hello', 0],
    ['call ada/open shout --text hello', 0],
    ['call ada/broken shout --text hello --debug', 5],
    ['repos create ada/made --private', 0],
    ['repos upload ada/made mine.txt', 0],
    [
      'endpoints create one --model ada/model --vendor aws --region us-east-1 --accelerator cpu --instance-type intel-icl --instance-size x2',
      0,
    ],
    ['endpoints wait one', 0],
    ['endpoints list --json', 0],
    ['endpoints wait two --debug', 3],
  ]
  const statuses: (readonly [string, number])[] = []
  for (const [line] of lines) statuses.push([line, await run(line)])
  expect(statuses).toEqual(lines)
  fake.add({ host: 'hub', times: 1, answer: { status: 403, message: `Token ${token} may not` } })
  expect(await run('models info ada/model --debug')).toBe(4)

  expect(said.filter(shows)).toEqual([])
  const holders = filesIn(home).filter((path) => shows(readFileSync(path, 'latin1')))
  expect(holders.map((path) => path.slice(home.length)).toSorted()).toEqual(['/hf/stored_tokens', '/hf/token'])
  expect(holders.map((path) => statSync(path).mode & 0o777)).toEqual([0o600, 0o600])

  const bearing = (request: SeenRequest): boolean => request.headers['authorization'] === `Bearer ${token}`
  const elsewhere = ({ path, body, headers }: SeenRequest): boolean =>
    shows(path) ||
    shows(body) ||
    Object.entries(headers).some(([name, value]) => name !== 'authorization' && shows(value))
  expect(fake.requests.filter(elsewhere)).toEqual([])
  const seen = fake.requests.filter(bearing)
  expect(new Set(seen.map(({ host }) => host))).toEqual(new Set(['hub', 'space', 'endpoint']))
  const places = new Set(seen.filter(({ host }) => host === 'space').map(({ headers }) => headers['host']))
  expect(places).toEqual(new Set([new URL(await fake.spaceUrl('ada/hidden')).host]))
  const openHost = new URL(await fake.spaceUrl('ada/open')).host
  expect(fake.requests.some(({ headers }) => headers['host'] === openHost)).toBe(true)
  expect(fake.requests.some(({ host }) => host === 'cdn')).toBe(true)

  expect(await run('logout')).toBe(0)
  expect(filesIn(home).filter((path) => shows(readFileSync(path, 'latin1')))).toEqual([])
})
