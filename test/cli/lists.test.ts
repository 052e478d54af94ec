import { expect, onTestFinished, test } from 'vitest'
import { createFakeHub, type FakeHub } from '../../src/testing/index.ts'
import { hfn, type Outcome, type Setting } from './terminal.ts'

/** A Hub whose pages have two models, and `hfn` that asks it. */
const start = async (): Promise<{ fake: FakeHub; run: (line: string, setting?: Setting) => Promise<Outcome> }> => {
  const fake = await createFakeHub({
    pageSize: 2,
    repos: ['a', 'b', 'c', 'd', 'e'].map((name) => ({ id: `ada/${name}` })),
  })
  onTestFinished(() => fake.close())
  const env = { HF_ENDPOINT: fake.url, HF_HOME: '/nowhere', NO_COLOR: '1' }
  return { fake, run: (line, setting) => hfn(line.split(' '), { ...setting, env }) }
}

/** The third page is refused. */
const third = { path: /cursor=/, after: 1, answer: { status: 403 } }
const incomplete = /^error FORBIDDEN: The list is not complete, 4 items came: .+\n$/

test.each(['models list --json', 'hub models --limit 9'])(
  'a later page of %s that fails leaves a whole array, a status and an error that says how much came',
  async (line) => {
    for (const terminal of [{}, { out: true }]) {
      const { fake, run } = await start()
      fake.add(third)
      const { status, out, err } = await run(line, { terminal })
      expect(JSON.parse(out)).toMatchObject(['a', 'b', 'c', 'd'].map((name) => ({ id: `ada/${name}` })))
      expect(status).toBe(4)
      expect(err).toMatch(incomplete)
    }
  },
)

test('what came before a page that fails is shown, as lines, as a table and as names', async () => {
  const { fake, run } = await start()
  const outs: string[] = []
  for (const [line, out] of [
    ['models list -q', false],
    ['models list', false],
    ['models list', true],
  ] as const) {
    fake.clear()
    fake.add(third)
    const outcome = await run(line, { terminal: { out } })
    expect(outcome.err).toMatch(incomplete)
    outs.push(outcome.out)
  }
  expect(outs.map((out) => out.match(/^ada\/.(?=\s)/gm))).toEqual(Array(3).fill(['ada/a', 'ada/b', 'ada/c', 'ada/d']))
})

test('a first page that fails leaves stdout empty', async () => {
  const { fake, run } = await start()
  fake.add({ answer: { status: 403 } })
  for (const line of ['models list --json', 'models list', 'models list -q'])
    expect(await run(line)).toMatchObject({ status: 4, out: '', err: expect.not.stringContaining('not complete') })
})

test('a list that is stopped in its middle is a whole array too', async () => {
  const { run } = await start()
  const stop = new AbortController()
  const { status, out, err } = await run('models list --json', { signal: stop.signal, onOut: () => stop.abort() })
  expect([status, err]).toEqual([
    130,
    expect.stringMatching(/^error CANCELLED: The list is not complete, \d items? came/),
  ])
  expect(JSON.parse(out)).toHaveLength(Number(/\d/.exec(err)?.[0]))
})

test('wide letters and accents keep the columns where they are', async () => {
  const { fake, run } = await start()
  fake.repo({ id: 'ada/f', libraryName: 'L', pipelineTag: '日本語 “q” – e\u0301🦊' })
  fake.repo({ id: 'ada/g', libraryName: 'L', pipelineTag: 'abcdefghijklmnopqr' })
  const { out } = await run('models list', { terminal: { out: true }, columns: 120 })
  const ends = out.split('\n').filter((line) => line.endsWith('  L'))
  const [wide = '', narrow = ''] = ends
  // Three letters and a fox take two columns each, and the accent none.
  expect([ends.length, Array.from(wide).length + 4 - 1]).toEqual([2, narrow.length])
})

test('a time given with --timeout that is up says which option to change', async () => {
  const { fake, run } = await start()
  fake.add({ delay: 60_000 })
  const { status, err } = await run('models list --timeout 50ms')
  expect([status, err]).toEqual([
    6,
    'error TIMEOUT: The time given with --timeout is up. Give it more, such as --timeout 5m.\n',
  ])
})
