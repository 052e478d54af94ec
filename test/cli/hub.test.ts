import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFakeHub, type FakeHub } from '../../src/testing/index.ts'
import { hfn, type Outcome, type Setting } from './terminal.ts'

const token = 'hf_canary0123456789'
let service: FakeHub

beforeAll(async () => {
  service = await createFakeHub({
    pageSize: 4,
    users: [{ name: 'ada', token }],
    repos: [
      ...Array.from({ length: 7 }, (_, index) => ({
        id: `meta-llama/Llama-${index}`,
        downloads: index * 1000,
        likes: index,
        pipelineTag: 'text-generation',
        libraryName: 'transformers',
        tags: ['license:mit'],
        createdAt: '2026-01-02T03:04:05.000Z',
      })),
      { id: 'ada/secret', private: true },
      { type: 'dataset', id: 'ada/words', downloads: 5, createdAt: '2026-02-03T00:00:00.000Z' },
    ],
  })
})

afterAll(() => service.close())

const run = (line: string | readonly string[], setting: Setting = {}): Promise<Outcome> => {
  service.clear()
  const env = { HF_ENDPOINT: service.url, HF_HOME: '/nowhere', ...setting.env }
  return hfn(typeof line === 'string' ? line.split(' ') : line, { ...setting, env })
}

const ids = (text: string): string[] =>
  (JSON.parse(text) as { id: string }[]).map(({ id }) => id.replace('meta-llama/Llama-', ''))

test('the seeds’ line, as a command: hfn hub models …, over as many pages as it takes', async () => {
  const { status, out, err } = await run('hub models --author meta-llama --sort downloads --direction -1 --limit 5')
  expect({ status, err, ids: ids(out) }).toEqual({ status: 0, err: '', ids: ['6', '5', '4', '3', '2'] })
  expect(service.requests.map(({ path }) => path)[0]).toBe(
    '/api/models?author=meta-llama&sort=downloads&direction=-1&limit=5',
  )
  expect(service.requests).toHaveLength(2)
})

test('without --limit it is one page, as the Hub gives it', async () => {
  expect(ids((await run('hub /api/models --author=meta-llama --full')).out)).toHaveLength(4)
  expect(service.requests).toHaveLength(1)
  expect((await run('hub models --author nobody')).out).toBe('[]\n')
})

test('one value is JSON: compact in a pipe, with indents on a terminal', async () => {
  const piped = await run('hub models/meta-llama/Llama-1 --expand likes --expand downloads')
  expect(piped.out).toMatch(/^\{.*"likes":1.*\}\n$/)
  const shown = await run('hub models/meta-llama/Llama-1', { terminal: { out: true } })
  expect(shown.out).toContain('\n  "id": "meta-llama/Llama-1"')
  const list = await run('hub models --limit 2', { terminal: { out: true } })
  expect(ids(list.out)).toHaveLength(2)
})

test('a request with a body and a token', async () => {
  const env = { HF_TOKEN: token }
  const made = await run(['hub', 'repos/create', '-d', '{"name": "made", "type": "model"}'], { env })
  expect(JSON.parse(made.out)).toMatchObject({ url: `${service.url}/ada/made` })
  const stdin = '{"name": "made", "type": "model"}'
  const gone = await run('hub /api/repos/delete -X delete -d -', { env, stdin })
  expect(gone).toMatchObject({ status: 0, err: '' })
  expect(service.requests[0]).toMatchObject({ method: 'DELETE', path: '/api/repos/delete' })
})

test('--public asks without the token, --raw gives what an option hides', async () => {
  const env = { HF_TOKEN: token }
  expect((await run('hub models/ada/secret', { env })).status).toBe(0)
  const hidden = await run('hub models/ada/secret --public', { env })
  expect(hidden.status).toBe(3)
  expect(hidden.err).toMatch(/^error NOT_FOUND: The Hub has no answer|^error NOT_FOUND: There is no/)
  expect(hidden.out).toBe('')
  await run(['hub', 'models', '--raw', 'limit=3', '--raw', '{"filter": ["mit", "pt"]}'])
  expect(service.requests[0]?.path).toBe('/api/models?limit=3&filter=mit&filter=pt')
})

test.each([
  ['hub', 2, /Missing required argument 'path'/],
  ['hub --full', 2, /The path comes first, before --full/],
  ['hub ../../x', 2, /leads elsewhere/],
  ['hub https://evil.example/api/models', 2, /no address of the Hub at/],
  ['hub models word', 2, /"word" is no parameter/],
  ['hub models --limit 0', 2, /--limit is a whole number from 1, not "0"/],
  ['hub models --limit -1', 2, /--limit is a whole number from 1/],
  ['hub models -X G/T', 2, /no HTTP method/],
  ['hub x -d {', 2, /--data is no JSON/],
  ['hub models --raw x', 2, /--raw is name=value/],
  ['hub nothing-there', 3, /NOT_FOUND/],
  ['models nowhere', 2, /hfn models has no command nowhere/],
  ['models lst', 2, /Did you mean hfn models list\?/],
  ['models info datasets/ada/words', 2, /named as a dataset.*hfn datasets ada\/words/],
  ['models info o/n@../x', 2, /no name of a revision/],
  ['datasets info ada/none', 3, /There is no dataset ada\/none, or it is private/],
])('hfn %s ends with status %i and says why', async (line, status, message) => {
  const outcome = await run(line)
  expect(outcome).toMatchObject({ status, out: '' })
  expect(outcome.err).toMatch(/^error [A-Z_]+: .+\n$/)
  expect(outcome.err).toMatch(message)
})

test('models are a table on a terminal, lines with tabs in a pipe, and JSON', async () => {
  const line = 'models list llama --author meta-llama --sort downloads --limit 2'
  expect((await run(line)).out).toBe(
    'meta-llama/Llama-6\t6000\t6\t2026-01-02\ttext-generation\ttransformers\n' +
      'meta-llama/Llama-5\t5000\t5\t2026-01-02\ttext-generation\ttransformers\n',
  )
  const shown = await run(line, { terminal: { out: true }, env: { NO_COLOR: '1' }, columns: 100 })
  expect(shown.out.split('\n').slice(0, 2)).toEqual([
    'ID                  DOWNLOADS  LIKES  CREATED     TASK             LIBRARY',
    'meta-llama/Llama-6       6000      6  2026-01-02  text-generation  transformers',
  ])
  expect(ids((await run(`model ls llama --json --limit 6 --sort likes`)).out)).toEqual(['6', '5', '4', '3', '2', '1'])
  const none = await run('models list nothing-like-it')
  expect(none).toEqual({ status: 0, out: '', err: 'Nothing fits.\n' })
})

test('options of a list become the Hub’s parameters', async () => {
  await run(
    'models ls a b --task x --library gguf --provider all --parameters min:6B --warm --gated --filter p --filter q',
  )
  const asked = new URL(service.requests[0]?.path ?? '', service.url).searchParams
  expect(Object.fromEntries([...asked.keys()].map((name) => [name, asked.getAll(name).join()]))).toEqual({
    search: 'a b',
    filter: 'p,q,gguf',
    gated: 'true',
    pipeline_tag: 'x',
    inference_provider: 'all',
    num_parameters: 'min:6B',
    inference: 'warm',
    limit: '30',
  })
})

test('hfn models <id> shows a model; datasets do the same', async () => {
  const shown = await run('models meta-llama/Llama-3')
  expect(shown.out).toContain('model\tmeta-llama/Llama-3\ntask\ttext-generation\nlibrary\ttransformers\nlicense\tmit\n')
  const page = await run(`model info ${service.url}/meta-llama/Llama-3 --json`)
  expect(JSON.parse(page.out)).toMatchObject({ id: 'meta-llama/Llama-3', likes: 3 })
  expect((await run('dataset ada/words')).out).toMatch(/^dataset\tada\/words\n/)
  expect((await run('datasets list')).out).toBe('ada/words\t5\t0\t2026-02-03\n')
})

test('a long table keeps its columns and the width of its terminal, and loses nothing in a pipe', async () => {
  const long = `o/${'n'.repeat(90)}`
  const items = Array.from({ length: 150 }, (_, index) => ({ id: index === 120 ? long : `o/${index}`, likes: index }))
  const fetch = async (): Promise<Response> => Response.json(items)
  const env = { NO_COLOR: '1' }
  const narrow = await run('models list --limit 150', { fetch, env, terminal: { out: true }, columns: 40 })
  const lines = narrow.out.trimEnd().split('\n')
  expect(lines).toHaveLength(151)
  expect(Math.max(...lines.map(({ length }) => length))).toBe(39)
  expect(new Set(lines.slice(1, 101).map(({ length }) => length)).size).toBe(1)
  expect((await run('models list --limit 150', { fetch, env })).out).toContain(`${long}\t`)
})

test('text of the Hub moves nothing on a terminal', async () => {
  const answer = [{ id: 'o/\u001B[2Jn', pipeline_tag: 'a\nb\tc\u009B1m', likes: 1 }]
  const fetch = async (): Promise<Response> => Response.json(answer)
  for (const line of ['models list', 'models list --json', 'hub models', 'models o/n']) {
    const { out } = await run(line, { fetch, terminal: { out: true }, env: { NO_COLOR: '1' } })
    expect(out).not.toMatch(/(?!\n)\p{Cc}/u)
  }
})

test('offline, nothing is asked', async () => {
  const outcome = await run('models list', { env: { HF_HUB_OFFLINE: '1' } })
  expect(outcome).toMatchObject({
    status: 5,
    err: /^error OFFLINE: Offline, so nothing can be asked about list of models/,
  })
  expect(service.requests).toHaveLength(0)
})

test('a wait that the Hub asks for is told on stderr', async () => {
  service.clear()
  const env = { HF_ENDPOINT: service.url }
  service.add({ path: /./, times: 1, answer: { status: 429, headers: { 'retry-after': '0.001' } } })
  expect((await hfn(['models', 'list'], { env })).err).toBe('The Hub asks to wait 1 s …\n')
  service.clear()
})

test('the groups say what is in them', async () => {
  for (const name of ['models', 'datasets', 'endpoints']) {
    const { status, out } = await run(name)
    expect(status).toBe(0)
    expect(out).toMatch(new RegExp(`^Usage: hfn ${name} <command>`, 'm'))
    expect((await run(`${name} --help`)).out).toBe(out)
    for (const line of out.split('\n')) expect(line.length).toBeLessThan(100)
  }
})
