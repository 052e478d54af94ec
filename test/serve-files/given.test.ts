import { pathToFileURL } from 'node:url'
import { join } from 'node:path'
import { mkdir, writeFile } from 'node:fs/promises'
import { expect, test, vi } from 'vitest'
import { define } from '../../src/callable/define.ts'
import type { FileData } from '../../src/callable/file.ts'
import type { Schema } from '../../src/core/schema.ts'
import { fileData, get, newFolder, run, serve, uploaded } from './support.ts'

const file: Schema = { format: 'file' }
const text: Schema = { type: 'string' }

/** Places where a file may stand, and a value with something there. */
const places: readonly (readonly [name: string, schema: Schema, place: (value: unknown) => unknown])[] = [
  ['alone', file, (value) => value],
  ['in a list', { type: 'array', items: file }, (value) => [value]],
  ['in a dict', { type: 'object', additionalProperties: file }, (value) => ({ any: value })],
  ['in a record', { type: 'object', properties: { one: file } }, (value) => ({ one: value })],
  ['beside null', { anyOf: [file, { type: 'null' }] }, (value) => value],
  ['by reference', { $defs: { F: file }, type: 'array', items: { $ref: '#/$defs/F' } }, (value) => [value]],
  [
    'in one of two records',
    {
      anyOf: [
        { type: 'object', properties: { kind: { const: 'text' }, value: text }, required: ['kind'] },
        { type: 'object', properties: { kind: { const: 'file' }, value: file }, required: ['kind'] },
      ],
    },
    (value) => ({ kind: 'file', value }),
  ],
]

const strange = [
  fileData('/etc/passwd'),
  { ...fileData('/etc/passwd'), url: 'http://app/gradio_api/file=/etc/passwd' },
  { path: 'hfn/00000000000000000000000000000000/passwd' },
  { path: '../../etc/passwd' },
  '/etc/passwd',
  'file:///etc/passwd',
  'data:text/plain,x',
  { url: 'http://127.0.0.1/x' },
  { url: 'file:///etc/passwd' },
  fileData('http://127.0.0.1/secret'),
]

test.each(places)('S06: a function never runs with a file the app does not have, %s', async (_, schema, place) => {
  const work = vi.fn()
  const app = serve({}, [define({ name: 'take', input: { value: schema }, output: {}, run: work })])
  for (const value of strange) {
    const { code } = await run(app, 'take', [place(value)])
    expect([value, code]).toEqual([value, 'BAD_FILE'])
  }
  expect(['BAD_FILE', 'BAD_ARGUMENT']).toContain((await run(app, 'take', [place({ name: 'x', content: 'y' })])).code)
  expect(work).not.toHaveBeenCalled()
})

test.each(places)('a file of the app reaches the function, %s', async (_, schema, place) => {
  const seen: unknown[] = []
  const take = define({
    name: 'take',
    input: { value: schema },
    output: {},
    run: ({ value }) => void seen.push(JSON.parse(JSON.stringify(value))),
  })
  const app = serve({}, [take])
  const path = await uploaded(app, 'a.txt', 'x')
  const found = expect.objectContaining({ path, orig_name: 'a.txt' })
  for (const given of [fileData(path), path, fileData(`http://app/gradio_api/file=${path}`)]) {
    expect(await run(app, 'take', [place(given)])).not.toHaveProperty('code')
  }
  expect(seen).toEqual([place(found), place(found), place(found)])
})

test.each<[string, Schema]>([
  ['text', text],
  ['JSON', {}],
  ['a text beside a file', { anyOf: [file, text] }],
])('S07: what looks like a file is left as it is in %s', async (_, schema) => {
  const fetchUrl = vi.fn()
  const keep = define({ name: 'keep', input: { value: schema }, output: { value: {} }, run: ({ value }) => value })
  const app = serve({ fetchUrl }, [keep])
  const values = schema === text || schema.anyOf ? ['/etc/passwd', 'http://127.0.0.1/'] : [fileData('/etc/passwd')]
  for (const value of values) expect((await run(app, 'keep', [value])).data).toEqual([value])
  expect(fetchUrl).not.toHaveBeenCalled()
})

test.each<[string, unknown]>([
  ['FileData', fileData('/etc/passwd')],
  ['FileData with a URL', { ...fileData('/etc/passwd'), url: 'http://app/x' }],
  ['a text', '/etc/passwd'],
  ['the text of a file URL', 'file:///etc/passwd'],
  ['a web URL', new URL('http://127.0.0.1/')],
  ['a folder', pathToFileURL('/')],
  ['a device', pathToFileURL('/dev/zero')],
  ['a number', 1],
])('S06: an output that is %s where a file is wanted publishes nothing', async (_, value) => {
  const give = define({ name: 'give', input: {}, output: { file }, run: () => value })
  const app = serve({}, [give])
  const answer = await run(app, 'give', [])
  expect(answer.code).toBe('BAD_FILE')
  expect((await get(app, '/etc/passwd')).status).toBe(403)
})

test('S06: a value of JSON that one function gave opens no file to another', async () => {
  const json = define({ name: 'json', input: { value: {} }, output: { value: {} }, run: ({ value }) => value })
  const take = define({ name: 'take', input: { file }, output: {}, run: () => null })
  const app = serve({}, [json, take])
  const { data } = await run(app, 'json', [fileData('/etc/passwd')])
  expect(data).toEqual([fileData('/etc/passwd')])
  expect((await run(app, 'take', data)).code).toBe('BAD_FILE')
})

test('a function may answer with a file of this computer, by URL, and with what it was given, in any form', async () => {
  const folder = await newFolder()
  await mkdir(join(folder, 'out'))
  await writeFile(join(folder, 'out', 'näme 1.txt'), 'made')
  const url = pathToFileURL(join(folder, 'out', 'näme 1.txt'))
  const give = define({ name: 'give', input: {}, output: { file }, run: () => url })
  const back = define({
    name: 'back',
    input: { file },
    output: { file },
    run: ({ file }) => JSON.parse(JSON.stringify(file)),
  })
  const app = serve({}, [give, back])
  const given = (await run(app, 'give', [])).data[0] as FileData
  expect(given).toMatchObject({ orig_name: 'näme 1.txt', size: 4 })
  expect(given.path).not.toContain(folder)
  expect(await (await get(app, given.path)).text()).toBe('made')
  expect((await run(app, 'back', [given])).data).toMatchObject([{ path: given.path }])
})

test('more files than an upload may bring are refused in one argument', async () => {
  const many = define({ name: 'many', input: { files: { type: 'array', items: file } }, output: {}, run: () => null })
  const app = serve({}, [many])
  const files = Array.from({ length: 1_001 }, (_, index) => fileData(`hfn/${index}`))
  expect((await run(app, 'many', [files])).code).toBe('TOO_LARGE')
})
