import { expect, test } from 'vitest'
import { define } from '../../src/callable/define.ts'
import type { FileData, FileValue } from '../../src/callable/file.ts'
import { memoryStorage } from '../../src/serve/files/memory-files.ts'
import type { ServeOptions } from '../../src/serve/options.ts'
import { echo, fileData, get, run, serve as serveFunctions, upload, uploaded } from './support.ts'

const file = { format: 'file' } as const

const read = define({
  name: 'read',
  input: { file, json: { default: null } },
  output: { text: { type: 'string' } },
  run: async ({ file, json }) => {
    const { name, size, type } = file as FileValue
    const bytes = await (file as FileValue).bytes()
    return JSON.stringify({ name, size, type, text: new TextDecoder().decode(bytes), json })
  },
})

const many = define({
  name: 'many',
  input: { files: { type: 'array', items: file } },
  output: { found: { type: 'object', properties: { files: { type: 'array', items: file } } } },
  run: ({ files }) => ({ files }),
})

const make = define({
  name: 'make',
  input: {},
  output: [
    { name: 'bytes', schema: file },
    { name: 'blob', schema: file },
    { name: 'named', schema: { anyOf: [file, { type: 'null' }] } },
  ],
  run: () => [
    new TextEncoder().encode('bytes'),
    new Blob(['blob']),
    { name: 'page.html', content: new Blob(['<script>alert(1)</script>']) },
  ],
})

const functions = [echo, read, many, make]

// With storage on disk (the default in Node) and in memory the app does the same.
const storages: [name: string, options: ServeOptions][] = [
  ['disk', {}],
  ['memory', { files: memoryStorage() }],
]

const serve = (options?: ServeOptions) => serveFunctions(options, functions)

test.each(storages)('files come in as values and go out as FileData that can be fetched (%s)', async (_, options) => {
  const app = serve(options)
  const path = await uploaded(app, 'a b é.txt', 'hello')
  const seen = await run(app, 'read', [fileData(path)])
  expect(JSON.parse(String(seen.data[0]))).toEqual({
    name: 'a b é.txt',
    size: 5,
    type: 'text/plain',
    text: 'hello',
    json: null,
  })
  const echoed = (await run(app, 'echo', [fileData(path)])).data[0] as FileData
  expect(echoed).toEqual({
    path,
    url: `http://app/gradio_api/file=${path.split('/').map(encodeURIComponent).join('/')}`,
    size: 5,
    orig_name: 'a b é.txt',
    mime_type: 'text/plain',
    is_stream: false,
    meta: { _type: 'gradio.FileData' },
  })
  expect(await (await app.fetch(new Request(echoed.url ?? ''))).text()).toBe('hello')
  expect(await (await get(app, encodeURIComponent(path))).text()).toBe('hello')
})

test.each(storages)('an upload keeps names and order, several files at once (%s)', async (_, options) => {
  const app = serve(options)
  const names = ['1.txt', 'zwei.bin', '三.md']
  const paths = (await (
    await upload(
      app,
      names.map((name) => [name, `in ${name}`] as const),
    )
  ).json()) as string[]
  expect(paths.map((path) => path.split('/').at(-1))).toEqual(names)
  const { data } = await run(app, 'many', [paths.map(fileData)])
  expect(data[0]).toMatchObject({ files: names.map((orig_name) => ({ orig_name })) })
})

test.each(storages)('what a function makes is stored, whatever form it has (%s)', async (_, options) => {
  const app = serve(options)
  const { data } = await run(app, 'make', [])
  const contents = data.map(async (made) => (await get(app, (made as FileData).path)).text())
  expect(await Promise.all(contents)).toEqual(['bytes', 'blob', '<script>alert(1)</script>'])
})

test('a file named by URL is fetched when the options say how', async () => {
  const fetchUrl = async (url: string | URL | Request): Promise<Response> =>
    new Response(`from ${new Request(url).url}`)
  const app = serve({ fetchUrl })
  const { data } = await run(app, 'read', [fileData('https://example.com/a.txt')])
  expect(JSON.parse(String(data[0]))).toMatchObject({ name: 'a.txt', text: 'from https://example.com/a.txt' })
})

test('a file of elsewhere is handed through, and read only when somebody wants it', async () => {
  let opened = 0
  const remote: FileValue = {
    name: 'far.txt',
    type: 'text/plain',
    size: undefined,
    url: 'http://far/far.txt',
    async *stream() {
      opened += 1
      yield new TextEncoder().encode('from far')
    },
    bytes: async () => new Uint8Array(),
    toJSON: () => ({ path: 'far.txt' }),
  }
  const far = define({ name: 'far', input: {}, output: { file }, run: () => remote })
  const app = serveFunctions({}, [far])
  const { path } = (await run(app, 'far', [])).data[0] as FileData
  expect(opened).toBe(0)
  expect(await (await get(app, path)).text()).toBe('from far')
})
