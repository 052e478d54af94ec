import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FakeHub, FakeHubOptions, SeenRequest } from '../../../src/testing/fake-hub/contract.ts'
import { createFakeHub } from '../../../src/testing/fake-hub/create-fake-hub.ts'
import { hfn } from '../../cli/terminal.ts'
import { report } from '../report.ts'
import { hf, hubVersions, python, ready } from './hf.ts'
import type { HubAnswer, HubVersion } from './hf.ts'

beforeAll(ready)

const token = 'hf_adasWriteToken'

const world: FakeHubOptions = {
  users: [{ name: 'ada', token }],
  repos: [
    { id: 'ada/model', downloads: 3, files: { 'a.txt': 'a', 'b.txt': 'b', 'w.bin': { content: 'w', stored: 'lfs' } } },
    { id: 'meta-llama/one', downloads: 5 },
    { id: 'meta-llama/two', downloads: 9 },
    { id: 'ada/words', type: 'dataset', files: { 'a.csv': 'a' } },
    { id: 'ada/app', type: 'space', sdk: 'gradio', space: { stage: 'RUNNING' } },
  ],
  endpoints: [{ namespace: 'ada', name: 'mine', repository: 'ada/model' }],
}

/** A request as far as its meaning goes: method, path, what is asked in which words, and the JSON that is sent. */
const meaning = ({ method, path, body, headers }: SeenRequest): string => {
  const { pathname, searchParams } = new URL(path, 'http://hub')
  const query = [...searchParams].map(([name, value]) => `${name}=${value}`).toSorted()
  const json = headers['content-type']?.startsWith('application/json') ? ` ${canonical(JSON.parse(body))}` : ''
  return `${method} ${pathname}${query.length === 0 ? '' : `?${query.join('&')}`}${json}`
}

/** JSON with the names in order, without those that have no value. */
const canonical = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const entries = Object.entries(value).filter(([, each]) => each !== null)
  return `{${entries
    .map(([name, each]) => `${JSON.stringify(name)}:${canonical(each)}`)
    .toSorted()
    .join(',')}}`
}

/** What one side asked; without the list of agents that `hf` fetches in a new home, and without whose token it is. */
const askedOf = (hub: FakeHub, whoami: boolean): string[] =>
  hub.requests.map(meaning).filter((text) => !text.includes('agent-harnesses') && (whoami || !text.includes('whoami')))

const inWorld = async <Result>(work: (hub: FakeHub, home: string) => Promise<Result>): Promise<Result> => {
  const hub = await createFakeHub(world)
  const home = await mkdtemp(join(tmpdir(), 'hfn-same-'))
  try {
    return await work(hub, home)
  } finally {
    await hub.close()
    await rm(home, { recursive: true, force: true })
  }
}

const patched = (words: readonly string[], hub: FakeHub, version: HubVersion, home: string): Promise<HubAnswer> =>
  python(
    `import sys
from huggingface_hub import constants
constants.INFERENCE_ENDPOINTS_ENDPOINT = sys.argv[1]
sys.argv[:2] = ['hf']
from huggingface_hub.cli.hf import main
main()`,
    { version, url: hub.url, home, token },
    [hub.endpointsUrl, ...words],
  )

const theirs = (line: string, version: HubVersion): Promise<string[]> =>
  inWorld(async (hub, home) => {
    const words = line.split(' ')
    const ran =
      words[0] === 'endpoints'
        ? await patched(words, hub, version, home)
        : await hf(words, { version, url: hub.url, home, token })
    expect(ran, line).toMatchObject({ status: 0 })
    return askedOf(hub, line.includes('whoami'))
  })

const askedByUs = new Map<string, Promise<string[]>>()

/** What hfn asks, found out once for both versions. */
const ours = (line: string): Promise<string[]> => {
  const asked = askedByUs.get(line) ?? oursNow(line)
  askedByUs.set(line, asked)
  return asked
}

const oursNow = (line: string): Promise<string[]> =>
  inWorld(async (hub, home) => {
    const env = { HF_ENDPOINT: hub.url, HFN_ENDPOINTS_URL: hub.endpointsUrl, HF_HOME: home, HF_TOKEN: token }
    const ran = await hfn(line.split(' '), { env, cwd: home, network: true })
    expect(ran, line).toMatchObject({ status: 0 })
    return askedOf(hub, line.includes('whoami'))
  })

/** Requests of hfn and of each version for the commands where the numbers differ. */
const rows: string[] = []
let equal = 0
afterAll(() => report(`Commands of hfn and hf that ask the same: ${equal}; others:`, rows.toSorted()))

/** Commands that change or show one thing: both sides must ask the same, in the same order. */
const same: readonly (readonly [ours: string, theirs: string])[] = [
  ['whoami', 'auth whoami'],
  ['models info ada/model', 'models info ada/model'],
  ['datasets info ada/words', 'datasets info ada/words'],
  ['spaces info ada/app --no-connect', 'spaces info ada/app'],
  ['spaces pause ada/app', 'spaces pause ada/app'],
  ['spaces restart ada/app', 'spaces restart ada/app'],
  ['spaces restart ada/app --factory', 'spaces restart ada/app --factory-reboot'],
  ['spaces hardware', 'spaces hardware'],
  ['spaces sleep ada/app 10m', 'spaces settings ada/app --sleep-time 600'],
  ['spaces secrets list ada/app', 'spaces secrets list ada/app'],
  ['spaces variables list ada/app', 'spaces variables list ada/app'],
  ['spaces variables set ada/app SIZE=12', 'spaces variables add ada/app -e SIZE=12'],
  ['repos create ada/new', 'repos create ada/new'],
  ['repos create ada/new --private', 'repos create ada/new --private'],
  ['repos delete ada/model --yes', 'repos delete ada/model --yes'],
  ['repos branch create ada/model dev', 'repos branch create ada/model dev'],
  ['repos tag create ada/model v1', 'repos tag create ada/model v1'],
  ['repos tag list ada/model', 'repos tag list ada/model'],
  ['repos settings ada/model --private', 'repos settings ada/model --private'],
  ['repos move ada/model ada/other', 'repos move ada/model ada/other'],
  ['endpoints list', 'endpoints list'],
  ['endpoints info mine', 'endpoints describe mine'],
  ['endpoints pause mine', 'endpoints pause mine'],
  ['endpoints scale-to-zero mine', 'endpoints scale-to-zero mine'],
  ['endpoints delete mine --yes', 'endpoints delete mine --yes'],
]

/** Downloads, where ours asks less: what was told of a file once is not asked again. */
const fewer: readonly (readonly [ours: string, theirs: string])[] = [
  ['download ada/model', 'download ada/model'],
  ['download datasets/ada/words', 'download ada/words --repo-type dataset'],
  ['download ada/model a.txt', 'download ada/model a.txt'],
]

/** Where a request goes, without how it is signed and whether the body is wanted. */
const placeOf = (request: string): string => request.replace(/^(?:HEAD|GET) /, '').replace(/[? ].*$/, '')

describe.concurrent.each(hubVersions)('%s', (version) => {
  test.each(same)('hfn %s asks what hf %s asks', async (own, other) => {
    const [mine, others] = await Promise.all([ours(own), theirs(other, version)])
    expect(mine.length).toBeGreaterThan(0)
    expect(mine).toEqual(others)
    equal++
  })

  test.each(fewer)('hfn %s asks less than hf %s', async (command, other) => {
    const [mine, others] = await Promise.all([ours(command), theirs(other, version)])
    rows.push(`${command}  ${mine.length} < ${others.length} (${version})`)
    const places = others.map(placeOf)
    expect(mine.map(placeOf).filter((place) => !places.includes(place))).toEqual([])
    expect(mine.length).toBeLessThan(others.length)
  })

  test("the documents' line asks what hf asks, in the Hub's old words too", async () => {
    const mine = await ours('Invoke-HuggingFaceHub models -limit 5 -author meta-llama -sort downloads -direction -1')
    const others = await theirs('models list --author meta-llama --sort downloads --limit 5', version)
    const parameters = (line = ''): string[] => line.replace(/^GET \/api\/models\?/, '').split('&')
    expect(mine).toHaveLength(1)
    expect(parameters(mine[0])).toEqual(['author=meta-llama', 'direction=-1', 'limit=5', 'sort=downloads'])
    const extra = parameters(others[0]).filter((each) => !each.startsWith('expand='))
    expect(parameters(mine[0]).filter((each) => !extra.includes(each))).toEqual(['direction=-1'])
  })
})
