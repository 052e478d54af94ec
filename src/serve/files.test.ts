import { expect, test } from 'vitest'
import { define } from '../callable/define.ts'
import type { FileData, FileValue } from '../callable/file.ts'
import { createApp, type ServedApp } from './app.ts'
import { memoryStorage } from './files/memory-files.ts'
import type { ServeOptions } from './options.ts'

const file = { format: 'file' } as const

const echo = define({ name: 'echo', input: { file }, output: { file }, run: ({ file }) => file })

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

const serve = (options?: ServeOptions): ServedApp => createApp(functions, options)

const upload = (app: ServedApp, files: readonly (readonly [name: string, content: string])[]): Promise<Response> => {
  const body = new FormData()
  for (const [name, content] of files) body.append('files', new Blob([content]), name)
  return app.fetch(new Request('http://app/gradio_api/upload', { method: 'POST', body }))
}

const uploaded = async (app: ServedApp, name: string, content: string): Promise<string> => {
  const paths = (await (await upload(app, [[name, content]])).json()) as string[]
  return paths[0] ?? ''
}

const run = async (app: ServedApp, name: string, data: unknown[]): Promise<{ data: unknown[]; code: string }> => {
  const request = new Request(`http://app/run/${name}`, { method: 'POST', body: JSON.stringify({ data }) })
  return (await (await app.fetch(request)).json()) as { data: unknown[]; code: string }
}

const get = (app: ServedApp, path: string, init?: RequestInit): Promise<Response> =>
  app.fetch(new Request(`http://app/gradio_api/file=${path}`, init))

const fileData = (path: string) => ({ path, meta: { _type: 'gradio.FileData' } })

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
  await app.close()
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
  await app.close()
})

test.each(storages)('what a function makes is stored, whatever form it has (%s)', async (_, options) => {
  const app = serve(options)
  const { data } = await run(app, 'make', [])
  const contents = data.map(async (made) => (await get(app, (made as FileData).path)).text())
  expect(await Promise.all(contents)).toEqual(['bytes', 'blob', '<script>alert(1)</script>'])
  await app.close()
})

test.each([
  '/etc/passwd',
  '%2e%2e%2f%2e%2e%2fetc/passwd',
  '..%2f..%2fetc%2fpasswd',
  '%252e%252e/etc/passwd',
  '..%5c..%5cwindows',
  'C:/windows/win.ini',
  '//host/x',
  '%5c%5chost%5cx',
  '',
  '%00',
  '%',
  '/proc/self/environ',
  'hfn',
  'http://127.0.0.1/',
])('file=%s is forbidden, with the answer of a file that is missing', async (path) => {
  const app = serve()
  const real = await uploaded(app, 'real', 'x')
  const missing = await get(app, real.replace(/.$/, 'y'))
  const answer = await get(app, path)
  expect([answer.status, await answer.text()]).toEqual([403, await missing.text()])
  await app.close()
})

test.each([
  fileData('/etc/passwd'),
  { ...fileData('/etc/passwd'), url: 'http://app/x' },
  fileData('http://127.0.0.1/secret'),
  '/etc/passwd',
  'file:///etc/passwd',
  'data:text/plain,x',
  { url: 'http://app/x' },
  { name: 'x', content: 'y' },
])('a function never runs with the file %j', async (given) => {
  const app = serve()
  expect((await run(app, 'read', [given])).code).toBe('BAD_FILE')
  expect((await run(app, 'many', [[given]])).code).toBe('BAD_FILE')
  await app.close()
})

test('what looks like a file where none is wanted is left as it is', async () => {
  const app = serve()
  const path = await uploaded(app, 'a', 'x')
  const { data } = await run(app, 'read', [fileData(path), fileData('/etc/passwd')])
  expect(JSON.parse(String(data[0]))).toMatchObject({ json: fileData('/etc/passwd') })
  await app.close()
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
  const app = createApp([far])
  const { path } = (await run(app, 'far', [])).data[0] as FileData
  expect(opened).toBe(0)
  expect(await (await get(app, path)).text()).toBe('from far')
  await app.close()
})

test('an output that is no file where the schema says so fails the run', async () => {
  const bad = define({ name: 'bad', input: {}, output: { file }, run: () => '/etc/passwd' })
  expect((await run(createApp([bad]), 'bad', [])).code).toBe('BAD_FILE')
})

test('files nobody uses are removed after their time, and all of them when the app closes', async () => {
  const removed: string[] = []
  const storage = memoryStorage()
  const app = serve({
    timings: { files: 1 },
    files: {
      ...storage,
      write: async (content, limit) => {
        const stored = await storage.write(content, limit)
        return { ...stored, remove: async () => void removed.push('file') }
      },
      close: async () => void removed.push('all'),
    },
  })
  const path = await uploaded(app, 'a', 'x')
  await expect.poll(async () => (await get(app, path)).status, { interval: 5 }).toBe(403)
  await app.close()
  expect(removed).toEqual(['file', 'all'])
})
