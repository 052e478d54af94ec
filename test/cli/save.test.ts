import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { define } from '../../src/callable/define.ts'
import type { FileValue } from '../../src/callable/file.ts'
import { HfnError } from '../../src/core/error.ts'
import { fakeApp } from './fake-app.ts'
import { fileValue, gallery, op1, picture } from './functions.ts'
import { hfn, type Outcome } from './terminal.ts'

const url = 'http://127.0.0.1:7860'
const folder = (): string => {
  const path = mkdtempSync(join(tmpdir(), 'hfn-save-'))
  onTestFinished(() => rmSync(path, { recursive: true }))
  return path
}
const functions = [op1, picture, gallery]
const call = (cwd: string, name: string, ...args: string[]): Promise<Outcome> =>
  hfn(['call', url, name, ...args], { functions, cwd })

test('a file is saved under the name given, and its path printed in its place', async () => {
  const cwd = folder()
  const { out, err } = await call(cwd, 'picture', '-o', 'out.png')
  expect(err).toBe('')
  expect(JSON.parse(out)).toEqual(['out.png', { image: null, text: '', many: [] }])
  expect(readFileSync(join(cwd, 'out.png'), 'utf8')).toBe('PNG!')
  expect(readdirSync(cwd)).toEqual(['out.png'])
})

test('into a folder files keep their names, and a second one of a name gets a number', async () => {
  const cwd = folder()
  const { out } = await call(cwd, 'gallery', '-o', 'pictures')
  expect(JSON.parse(out)).toEqual([{ image: 'pictures/a.png' }, { image: 'pictures/a-2.png' }])
  expect(readFileSync(join(cwd, 'pictures/a-2.png'), 'utf8')).toBe('B')
})

test('a text is saved where there is no file', async () => {
  const cwd = folder()
  expect(await call(cwd, 'op1', '0', '-o', 'text.txt')).toEqual({ status: 0, out: 'text.txt\n', err: '' })
  expect(readFileSync(join(cwd, 'text.txt'), 'utf8')).toBe('Finished\n')
})

test('what exists is not written over without --force, and nothing runs before that is clear', async () => {
  const cwd = folder()
  writeFileSync(join(cwd, 'mine.txt'), 'mine')
  const refused = await hfn(['call', url, '-o', 'mine.txt'], {
    cwd,
    connect: async (address) => fakeApp(address, [{ ...op1, run: () => expect.unreachable() }], {}),
  })
  expect(refused).toEqual({
    status: 2,
    out: '',
    err: 'error BAD_FILE: mine.txt exists already. Give another name, or write over it with --force.\n',
  })
  expect(readFileSync(join(cwd, 'mine.txt'), 'utf8')).toBe('mine')
  expect(await call(cwd, 'op1', '0', '-o', 'mine.txt', '--force')).toMatchObject({ status: 0 })
  expect(readFileSync(join(cwd, 'mine.txt'), 'utf8')).toBe('Finished\n')
})

test.each([
  ['missing/out.txt', 'error BAD_FILE: Cannot write missing/out.txt: there is no such folder.'],
  ['/dev/null', 'error BAD_FILE: /dev/null is not a file.'],
])('-o %s is refused before the run', async (place, begins) => {
  const { status, err } = await call(folder(), 'op1', '0', '-o', place, '--force')
  expect(err.slice(0, begins.length)).toBe(begins)
  expect(status).toBe(2)
})

test('-o - writes the bytes of the only file, or the text', async () => {
  expect((await call(folder(), 'picture', '-o', '-')).out).toBe('PNG!')
  expect((await call(folder(), 'op1', '0', '-o', '-')).out).toBe('Finished\n')
  expect(await call(folder(), 'gallery', '-o', '-')).toMatchObject({ status: 2, out: '' })
  const shown = await hfn(['call', url, 'picture', '-o', '-'], { functions, terminal: { out: true } })
  expect(shown).toMatchObject({ status: 2, out: '' })
})

test('--json and --jsonl keep their output when files are saved', async () => {
  const cwd = folder()
  const { out } = await call(cwd, 'picture', '--json', '-o', 'x.png')
  expect(JSON.parse(out)).toMatchObject([{ orig_name: 'fox.png' }, { text: '' }])
  expect(readdirSync(cwd)).toEqual(['x.png'])
})

test('a file that cannot be fetched keeps its address among the other outputs, and is the error', async () => {
  const cwd = folder()
  const gone = define({
    name: 'gone',
    output: picture.output,
    run: (): [FileValue, unknown] => [{ ...fileValue('fox.png', ''), stream: expired }, 'kept'],
  })
  const { status, out, err } = await hfn(['call', url, '-o', 'fox.png'], { functions: [gone], cwd })
  expect(JSON.parse(out)).toMatchObject([{ orig_name: 'fox.png' }, 'kept'])
  expect({ status, err }).toEqual({ status: 3, err: 'error NOT_FOUND: It is not there any more\n' })
  expect(readdirSync(cwd)).toEqual([])
})

async function* expired(): AsyncGenerator<Uint8Array> {
  yield new Uint8Array()
  throw new HfnError('NOT_FOUND', 'It is not there any more')
}
