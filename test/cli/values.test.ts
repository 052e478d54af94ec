import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { Callable } from '../../src/callable/callable.ts'
import { echo, picture } from './functions.ts'
import { hfn, type Setting } from './terminal.ts'

const url = 'http://127.0.0.1:7860'
const cwd = mkdtempSync(join(tmpdir(), 'hfn-values-'))
writeFileSync(join(cwd, 'note.txt'), '\uFEFFfrom a file\n')
writeFileSync(join(cwd, 'all.json'), '{"text":"from JSON","steps":2}')

afterAll(() => rmSync(cwd, { recursive: true }))

/** What a function was given. */
const given = async (
  functions: readonly Callable<never>[],
  args: readonly string[],
  setting: Setting = {},
): Promise<Record<string, unknown>> => {
  const { out, err } = await hfn(['call', url, functions[0]?.name ?? '', '--json', ...args], {
    functions,
    cwd,
    ...setting,
  })
  expect(err).toBe('')
  return (JSON.parse(out) as Record<string, unknown>[]).at(-1) ?? {}
}

test('@file is the text of a file, without its byte order mark and last newline', async () => {
  expect(await given([echo], ['--text', '@note.txt'])).toMatchObject({ text: 'from a file' })
  expect(await given([echo], ['text=@note.txt'])).toMatchObject({ text: 'from a file' })
})

test('- is stdin, for one argument', async () => {
  expect(await given([echo], ['--text', '-'], { stdin: 'piped\n' })).toMatchObject({ text: 'piped' })
  expect(await given([echo], ['--steps', '-'], { stdin: '7\n' })).toMatchObject({ steps: 7 })
  const twice = await hfn(['call', url, 'echo', '--text', '-', '--style', '-'], { functions: [echo], stdin: 'x' })
  expect(twice).toMatchObject({ status: 2, err: 'error BAD_USAGE: Only one argument can come from stdin\n' })
})

test('stdin is left alone when no argument asks for it', async () => {
  const { status } = await hfn(['call', url, 'echo'], { functions: [echo], stdin: 'never read' })
  expect(status).toBe(0)
})

test('--args takes JSON, a file or stdin', async () => {
  const wanted = { text: 'from JSON', steps: 2 }
  expect(await given([echo], ['--args', '@all.json'])).toMatchObject(wanted)
  expect(await given([echo], ['--args', '-'], { stdin: '{"text":"from JSON","STEPS":2}' })).toMatchObject(wanted)
})

test('a file parameter takes a path from the current folder, with or without @, or a URL', async () => {
  const image = join(cwd, 'note.txt')
  expect(await given([picture], ['--image', 'note.txt'])).toMatchObject({ image })
  expect(await given([picture], ['--image', '@note.txt'])).toMatchObject({ image })
  expect(await given([picture], ['--image', 'https://example.com/cat.png'])).toMatchObject({
    image: 'https://example.com/cat.png',
  })
  expect(await given([picture], ['--many', 'note.txt', '--many', 'all.json'])).toMatchObject({
    many: [image, join(cwd, 'all.json')],
  })
})

test('a file parameter takes FileData as upload prints it, and the bytes of stdin', async () => {
  const file = { path: '/server/cat.png', meta: { _type: 'gradio.FileData' } }
  expect(await given([picture], ['--image', JSON.stringify(file)])).toMatchObject({ image: file })
  expect(await given([picture], ['--image', '-'], { stdin: 'bytes' })).toMatchObject({ image: { name: 'stdin' } })
})

test('a text that looks like a path stays a text', async () => {
  expect(await given([picture], ['--text', join(cwd, 'note.txt')])).toMatchObject({ text: join(cwd, 'note.txt') })
})

test.each([
  [
    ['--text', '@missing.txt'],
    3,
    'error NO_SUCH_FILE: No such file: missing.txt. Check the path; it starts at the current folder.',
  ],
  [['--text', '@.'], 2, 'error BAD_FILE: '],
  [['--args', '{nope'], 2, 'error BAD_USAGE: --args is not JSON'],
  [['--args', '7'], 2, 'error BAD_USAGE: --args takes a JSON object by name, or an array by position'],
  [['tags:=[1'], 2, 'error BAD_USAGE: tags is not JSON'],
  [['--steps', 'many'], 2, 'error BAD_ARGUMENT: steps must be a whole number, not "many". See: hfn call'],
  [
    ['--steps', 'many', '--style', 'oil'],
    2,
    'error BAD_ARGUMENT: steps must be a whole number, not "many"; style must be one of "photo", "ink", not "oil".',
  ],
  [['--steps', '51'], 2, 'error BAD_ARGUMENT: steps must be at most 50, not 51.'],
  [
    ['--stesp', '5'],
    2,
    "error BAD_USAGE: Unknown option '--stesp'. Did you mean --steps? See: hfn call http://127.0.0.1:7860 echo --help",
  ],
  [['stesp=5'], 2, 'error BAD_ARGUMENT: echo has no parameter stesp. Did you mean steps=5?'],
  [['--args', '{"stesp":5}'], 2, 'error BAD_ARGUMENT: '],
  [
    ['a', '1', 'ink', '', 'true', 'x', 'more'],
    2,
    'error BAD_ARGUMENT: echo takes 6 arguments, and "more" is one more.',
  ],
  [['--steps'], 2, "error BAD_USAGE: Option '--steps <value>' argument missing."],
])('%j is refused in one line, before anything is sent', async (args, status, begins) => {
  const outcome = await hfn(['call', url, 'echo', ...args], { functions: [echo], cwd })
  expect(outcome.err.slice(0, begins.length)).toBe(begins)
  expect(outcome).toMatchObject({ status, out: '' })
  expect(outcome.err.match(/\n/g)).toHaveLength(1)
})
