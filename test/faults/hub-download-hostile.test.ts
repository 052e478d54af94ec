import { expect, test } from 'vitest'
import { download } from '../../src/hub/download/download.ts'
import { failure, filesBelow, setting, traffic } from '../hub/download-setting.ts'

const files = { 'good.txt': 'good', 'also.txt': 'also' }
const oid = 'a'.repeat(40)

const entry = (path: unknown, more: object = {}): object => ({ type: 'file', path, oid, size: 1, ...more })

/** A Hub whose list of files has these entries before the true ones. */
const withEntries = async (entries: readonly unknown[]) => {
  const here = await setting({ files })
  const url = `${here.fake.url}/api/models/ada/model/tree/main?recursive=true`
  const own = (await (await fetch(url)).json()) as unknown[]
  here.fake.clear()
  const body = JSON.stringify([...entries, ...own])
  here.fake.add({ path: /\/tree\//, answer: { status: 200, headers: { 'content-type': 'application/json' }, body } })
  return here
}

test.each([
  '../evil.txt',
  'a/../../evil.txt',
  '/etc/evil.txt',
  'C:/evil.txt',
  'C:evil.txt',
  '\\\\server\\share\\evil.txt',
  '..\\evil.txt',
  'a//evil.txt',
  './evil.txt',
  'evil\u0000.txt',
  'evil\n.txt',
  'evil.txt/',
  'CON',
  'a/nul.txt',
  `${'e'.repeat(256)}.txt`,
  '',
])('a file called %j is refused and named; the others come', async (name) => {
  const here = await withEntries([entry(name)])
  const error = await failure(download(here.hub, 'ada/model'))
  expect(error.code).toBe('INCOMPLETE')
  expect(error.message).toMatch(/^1 of 3 files/)
  expect(error.details.data).toEqual([{ path: name, code: 'BAD_ANSWER', message: expect.any(String) as string }])
  const there = await filesBelow(here.folder)
  expect(there).toEqual(expect.arrayContaining(['good.txt', 'also.txt']))
  expect(there.join()).not.toContain('evil')
  expect((await download(here.hub, 'ada/model', { include: ['good*', 'also*'] })).files).toHaveLength(2)
})

test.each<[string, unknown]>([
  ['no name', entry(undefined)],
  ['a name that is a number', entry(7)],
  ['a hash with a path in it', entry('x', { oid: '../../../../x' })],
  ['a hash that is too short', entry('x', { oid: 'abc' })],
  ['a hash with quotes', entry('x', { oid: `"${'a'.repeat(38)}"` })],
  ['a SHA-256 with a path in it', entry('x', { lfs: { oid: `../${'a'.repeat(61)}`, size: 1 } })],
  ['a size below zero', entry('x', { size: -1 })],
  ['a size beyond all files', entry('x', { size: 2 ** 60 })],
  ['a size that is a text', entry('x', { size: '1' })],
  ['nothing at all', null],
  ['a list', []],
])('a list of files with %s is none', async (_, bad) => {
  const here = await withEntries([bad])
  const error = await failure(download(here.hub, 'ada/model'))
  expect(error.code).toBe('BAD_ANSWER')
  expect(traffic(here).requests).toBe(0)
})

test.each(['../../x', 'abc', '', 7, null, { sha: 'x' }, 'A'.repeat(40)])(
  'a revision that leads to the commit %j is refused',
  async (sha) => {
    const here = await setting({ files })
    here.fake.add({ path: /\/revision\//, answer: { status: 200, body: JSON.stringify({ sha }) } })
    const error = await failure(download(here.hub, 'ada/model'))
    expect(error.code).toBe('BAD_ANSWER')
    expect(await filesBelow(here.folder)).toEqual([])
  },
)

test.each(['../x', 'refs/../../x', 'a b', 'x\u0000', '-x', 'a'.repeat(300)])(
  'the revision %j is refused before anything is asked',
  async (revision) => {
    const here = await setting({ files })
    expect((await failure(download(here.hub, 'ada/model', { revision }))).code).toBe('BAD_ARGUMENT')
    expect(here.fake.requests).toEqual([])
  },
)

test('a name that a terminal would obey is shown without that', async () => {
  const here = await withEntries([entry('\u001b[2Jx')])
  const error = await failure(download(here.hub, 'ada/model'))
  expect(error.message).not.toContain('\u001b')
})
