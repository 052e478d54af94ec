import { expect, test } from 'vitest'
import { define } from '../../src/callable/define.ts'
import { op1, works } from './functions.ts'
import { hfn } from './terminal.ts'

const url = 'http://127.0.0.1:7860'
const functions = [works]

test('progress is one line of stderr, rewritten in place and taken away, with the log above it', async () => {
  const { out, err } = await hfn(['call', url], {
    functions,
    terminal: { out: true, err: true },
    env: { NO_COLOR: '1' },
  })
  const erase = '\r\u001B[2K'
  expect(err).toBe(
    `${erase}step 1/4 ####------------${erase}warning: nearly there\n${erase}step 3/4 ############----${erase}`,
  )
  expect(out).toBe('ready\n')
})

test.each([
  ['in a pipe', {}, {}],
  ['with --quiet', { err: true }, { quiet: true }],
])('stderr is empty %s', async (_, terminal, { quiet }: { quiet?: boolean }) => {
  const { err } = await hfn(['call', url, 'works', ...(quiet ? ['-q'] : [])], { functions, terminal })
  expect(err).toBe('')
})

test('a dumb terminal gets the log and no line that is rewritten', async () => {
  const { err } = await hfn(['call', url], { functions, terminal: { err: true }, env: { TERM: 'dumb' } })
  expect(err).toBe('warning: nearly there\n')
})

test('a line never reaches the width of the terminal', async () => {
  const long = define({
    name: 'long',
    run(_, { progress }) {
      progress({ text: '日本語 and a very long description of a step\nin two lines' })
      return 'x'
    },
  })
  const { err } = await hfn(['call', url], {
    functions: [long],
    terminal: { err: true },
    columns: 20,
    env: { NO_COLOR: '1' },
  })
  expect(err).toBe('\r\u001B[2K日本語 and a very …\r\u001B[2K')
})

test('colours follow the stream and the environment', async () => {
  const listed = async (env: Record<string, string>, out: boolean): Promise<boolean> =>
    (await hfn(['info', url], { functions: [op1], env, terminal: { out } })).out.includes('\u001B[')
  expect(await listed({}, true)).toBe(true)
  expect(await listed({}, false)).toBe(false)
  expect(await listed({ NO_COLOR: '1' }, true)).toBe(false)
  expect(await listed({ TERM: 'dumb' }, true)).toBe(false)
  expect(await listed({ FORCE_COLOR: '1', NO_COLOR: '1' }, false)).toBe(true)
  expect(await listed({ CLICOLOR_FORCE: '1' }, false)).toBe(true)
  expect(await listed({ FORCE_COLOR: '0' }, true)).toBe(false)
})
