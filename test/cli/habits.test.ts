import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createFakeHub, type FakeHub } from '../../src/testing/index.ts'
import { hfn, type Outcome, type Setting } from './terminal.ts'

/** A Hub of one test, and `hfn` with ada's token in a folder of its own. */
const start = async (): Promise<{
  fake: FakeHub
  folder: string
  run: (line: string | readonly string[], setting?: Setting) => Promise<Outcome>
}> => {
  const log = ['one', 'two', 'three']
  const fake = await createFakeHub({
    users: [{ name: 'ada', token: 'hf_ada' }],
    repos: [
      { id: 'ada/model', files: { 'a.txt': 'a' }, pipelineTag: 'text-generation' },
      { id: 'ada/other' },
      { type: 'dataset', id: 'ada/data' },
      { type: 'space', id: 'ada/app', sdk: 'gradio', space: { logs: { run: log } } },
    ],
    endpoints: [
      { namespace: 'ada', name: 'one', repository: 'ada/model' },
      { namespace: 'ada', name: 'slow', repository: 'ada/model', state: 'pending' },
    ],
  })
  const folder = await mkdtemp(join(tmpdir(), 'hfn-habits-'))
  onTestFinished(async () => {
    await fake.close()
    await rm(folder, { recursive: true, force: true })
  })
  const own = { HF_ENDPOINT: fake.url, HFN_ENDPOINTS_URL: fake.endpointsUrl, HF_TOKEN: 'hf_ada', HF_HOME: folder }
  const run = (line: string | readonly string[], setting: Setting = {}): Promise<Outcome> =>
    hfn(typeof line === 'string' ? line.split(' ') : line, {
      network: true,
      cwd: folder,
      ...setting,
      env: { ...own, ...setting.env },
    })
  return { fake, folder, run }
}

test.each([
  ['models list', 'ada/model\nada/other\n'],
  ['datasets list', 'ada/data\n'],
  ['spaces list', 'ada/app\n'],
  ['repos list', 'ada/model\nada/other\nada/data\nada/app\n'],
  ['repos branch list ada/model', 'main\n'],
  ['endpoints list', 'one\nslow\n'],
])('%s -q prints the names alone, on a terminal too', async (line, names) => {
  const { run } = await start()
  expect(await run(`${line} -q`)).toEqual({ status: 0, out: names, err: '' })
  expect((await run(`${line} -q`, { terminal: { out: true } })).out).toBe(names)
})

test.each([
  ['models list nothing', 'Nothing fits.'],
  ['spaces search nothing', 'Nothing fits.'],
  ['endpoints hardware --vendor none', 'Nothing fits.'],
  ['repos tag list ada/model', 'The repo has no tags.'],
  ['spaces secrets ls ada/app', 'The Space has no secrets.'],
])('%s is empty and says so on stderr', async (line, said) => {
  const { run } = await start()
  expect(await run(line)).toEqual({ status: 0, out: '', err: `${said}\n` })
  expect(await run(`${line} --json`)).toEqual({ status: 0, out: '[]\n', err: '' })
  expect(await run(`${line} -q`)).toEqual({ status: 0, out: '', err: '' })
})

test.each(['models', 'models list', 'download', 'spaces wait', 'repos create', 'cache ls', 'auth list', 'login'])(
  '%s -h is its help, with its own options before those of all',
  async (line) => {
    const { run } = await start()
    const { status, out } = await run(`${line} -h`)
    expect([status, out]).toEqual([0, (await run(`${line} --help`)).out])
    expect((await run(`help ${line}`)).out).toBe(out)
    if (line.includes(' ')) expect(out).toMatch(/-q, --quiet .*\n(?:.*\n)*? +--debug .*\n +-h, --help .*\n/)
  },
)

test.each([
  ['models ls --search model --pipeline-tag text-generation -q', 'ada/model\n'],
  ['repos ls --type dataset -q', 'ada/data\n'],
  ['models ls --no-gated -q', 'ada/model\nada/other\n'],
  ['version', 'hfn 0.1.0\n'],
  ['repos create ada/new --type space --space-sdk gradio --exist-ok', '/spaces/ada/new\n'],
  ['repos create ada/quiet -q', '/ada/quiet\n'],
  ['download ada/model a.txt --force-download', '/a.txt\n'],
  ['spaces logs ada/app -n 2', 'two\nthree\n'],
  ['spaces logs ada/app --tail 9', 'one\ntwo\nthree\n'],
  ['spaces restart ada/app --factory-reboot -q', ''],
  ['spaces variables add ada/app A=', ''],
])('%s: names of hf work', async (line, end) => {
  const { status, out } = await (await start()).run(line)
  expect([status, out.endsWith(end)]).toEqual([0, true])
})

test.each<[string, number, RegExp]>([
  ['download ada/model --local-dir ', 2, /^error BAD_USAGE: --local-dir names no folder\. /],
  ['download ada/model --cache-dir ', 2, /^error BAD_USAGE: --cache-dir names no folder\. /],
  ['cache rm ada/model --cache-dir ', 2, /^error BAD_USAGE: --cache-dir names no folder\. /],
  ['cache verify ada/model --local-dir nowhere', 3, /^error NO_SUCH_FILE: There is no folder .*nowhere\. /],
  ['repos upload ada/model nowhere', 3, /^error NO_SUCH_FILE: There is no file or folder "nowhere"\. /],
  ['repos create spaces/ada/new', 2, /^error BAD_USAGE: .*--sdk/],
  ['repos create spaces/ada/new --sdk cobol', 2, /^error BAD_USAGE: .*gradio, docker, static/],
  ['spaces secrets set ada/app KEY', 2, /^error BAD_USAGE: No value of KEY came\. /],
  ['spaces logs ada/app -f -n 2', 2, /^error BAD_USAGE: Either --tail or --follow/],
  [
    'download ada/data',
    3,
    /^error NOT_FOUND: There is no model ada\/data, but a dataset .*: hfn download datasets\/ada\/data\n/,
  ],
  [
    'download ada/app x.txt',
    3,
    /^error NOT_FOUND: There is no model ada\/app, but a space .*: hfn download spaces\/ada\/app\n/,
  ],
  ['download ada/none', 3, /^error NOT_FOUND: There is no model ada\/none, or it is private\. Check the name/],
  ['download ada/model@none', 3, /^error NOT_FOUND: There is no such revision of model ada\/model/],
  ['spaces sleep ada/app soon', 2, /^error BAD_USAGE: <time> is a time/],
  ['models ls --format json', 2, /^error BAD_USAGE: Unknown option '--format'\. Write --json, or --quiet .*See: /],
  ['models llama', 2, /^error BAD_USAGE: .*no command llama\. To search: hfn models list llama\. See: /],
  ['spaces llama', 2, /^error BAD_USAGE: .*no command llama\. To search: hfn spaces search llama\. See: /],
  ['login --token @.', 2, /^error BAD_FILE: Not a file but a folder: \. Name a file/],
  ['hub models -d {', 2, /^error BAD_USAGE: --data is no JSON: .+-d @body\.json/],
  ['Get-HfModl ada/model', 2, /^error BAD_USAGE: .*Did you mean hfn Get-HfModel\?/],
  ['Set-HfToken -Token x', 2, /^error BAD_USAGE: .*has no -Token in hfn\. It has no parameters\./],
])('%s is an error, and leaves nothing behind', async (line, status, said) => {
  const { fake, folder, run } = await start()
  const outcome = await run(line)
  expect(outcome).toMatchObject({ status, out: '' })
  expect(outcome.err).toMatch(said)
  expect(await readdir(folder)).toEqual([])
  expect(fake.requests.filter(({ method }) => method !== 'GET')).toEqual([])
})

test('a secret that came empty is not set, and one that is piped is', async () => {
  const { fake, run } = await start()
  expect((await run('spaces secrets set ada/app KEY', { terminal: { in: true, err: true } })).status).toBe(2)
  expect((await run('spaces secrets set ada/app KEY', { stdin: 'value\n' })).status).toBe(0)
  expect((await run('spaces secrets list ada/app -q')).out).toBe('KEY\n')
  expect(fake.requests.filter(({ method }) => method === 'POST')).toHaveLength(1)
})

test('a search for Spaces that do not run, as hf writes it', async () => {
  const { fake, run } = await start()
  expect((await run('spaces search app --include-non-running')).status).toBe(0)
  expect(fake.requests.at(-1)?.path).toContain('includeNonRunning=true')
})

test('a deployment as hf writes it is one of hfn', async () => {
  const { fake, run } = await start()
  const place = '--vendor aws --region us-east-1 --accelerator cpu --instance-type intel-spr --instance-size x1'
  const size = '--min-replica 0 --max-replica 2 --scale-to-zero-timeout 15'
  expect((await run(`endpoints deploy two --repo ada/model --framework pytorch ${place} ${size} -q`)).status).toBe(0)
  const posted = fake.requests.find(({ method }) => method === 'POST')?.body ?? ''
  expect(JSON.parse(posted)).toMatchObject({
    name: 'two',
    compute: { scaling: { minReplica: 0, maxReplica: 2, scaleToZeroTimeout: 15 } },
    model: { repository: 'ada/model', framework: 'pytorch' },
  })
})

test('a wait for an endpoint that takes too long says how it stands', async () => {
  const { run } = await start()
  const { status, err } = await run('endpoints wait slow --timeout 100ms -q')
  expect([status, err]).toEqual([6, expect.stringMatching(/^error TIMEOUT: .*ada\/slow.* waits for a machine/)])
})

test('one long name leaves the other columns of a table to be seen', async () => {
  const { fake, run } = await start()
  fake.repo({ id: `ada/${'long'.repeat(20)}` })
  const { out } = await run('repos list', { terminal: { out: true } })
  const lines = out.trimEnd().split('\n')
  expect(lines.every((line) => line.length < 90 && / {2}(?:VISIBILITY|public) /.test(line))).toBe(true)
})
