import { expect, test } from 'vitest'
import { memoryStorage } from '../../src/serve/files/memory-files.ts'
import type { ServeOptions } from '../../src/serve/options.ts'
import { filesIn, get, newFolder, serve, upload } from './support.ts'

// With files on disk and in memory the app does the same.
const storages: [name: string, options: () => Promise<ServeOptions>][] = [
  ['disk', async () => ({ files: await newFolder() })],
  ['memory', async () => ({ files: memoryStorage() })],
]

const head = (field = 'files', name = 'a'): string =>
  `--b\r\ncontent-disposition: form-data; name="${field}"; filename="${name}"\r\n\r\n`

const form = 'multipart/form-data; boundary=b'

const post = (app: ReturnType<typeof serve>, body: BodyInit, type = form): Promise<Response> =>
  app.fetch(new Request('http://app/upload', { method: 'POST', body, headers: { 'content-type': type } }))

type BodyInit = string | Uint8Array<ArrayBuffer>

test.each(storages)(
  'S19: a file that is too large is refused, and nothing of the upload is kept (%s)',
  async (_, make) => {
    const options = await make()
    const app = serve({ ...options, maxFileSize: 10 })
    const answer = await upload(app, [
      ['small', 'ok'],
      ['large', 'x'.repeat(11)],
    ])
    expect([answer.status, await answer.json()]).toMatchObject([413, { code: 'TOO_LARGE' }])
    if (typeof options.files === 'string') expect(await filesIn(options.files)).toEqual([])
    expect((await upload(app, [['exact', 'x'.repeat(10)]])).status).toBe(200)
  },
)

test.each<[what: string, body: BodyInit, type: string, status: number]>([
  ['not multipart', '{}', 'application/json', 400],
  ['another multipart', '--b--\r\n', 'multipart/mixed; boundary=b', 400],
  ['without a boundary', '--b\r\n', 'multipart/form-data', 400],
  ['with an empty boundary', '--\r\n', 'multipart/form-data; boundary=', 400],
  ['with a boundary that is too long', '', `multipart/form-data; boundary=${'-'.repeat(1_000_000)}`, 400],
  ['only dashes', '-'.repeat(1_000_000), form, 400],
  ['cut in a file', `${head()}cut`, form, 400],
  ['cut in a head', head().slice(0, -3), form, 400],
  ['empty', '', form, 400],
  ['a head of 9 KiB', `--b\r\nx-long: ${'x'.repeat(9 * 1024)}\r\n${head().slice(5)}x\r\n--b--\r\n`, form, 413],
  ['a head without end', `--b\r\n${'x'.repeat(1_000_000)}`, form, 413],
  ['a boundary with something behind it', `--bb\r\n${head()}x\r\n--b--`, form, 400],
  ['fields without end', `${head('other')}x\r\n`.repeat(1_001), form, 413],
])('S19: an upload that is %s is refused, and nothing is kept', async (_, body, type, status) => {
  const files = await newFolder()
  const app = serve({ files })
  const answer = await post(app, body, type)
  expect([answer.status, await answer.json()]).toEqual([
    status,
    expect.objectContaining({ detail: expect.any(String) }),
  ])
  expect(await filesIn(files).catch(() => [])).toEqual([])
})

test.each(storages)('S19: an upload without files answers with none (%s)', async (_, make) => {
  const app = serve(await make())
  expect(await (await post(app, `${head('other')}x\r\n--b--\r\n`)).json()).toEqual([])
  expect(await (await post(app, '--b--')).json()).toEqual([])
})

test('S19: an upload cut anywhere is refused, and the app goes on', async () => {
  const files = await newFolder()
  const app = serve({ files })
  const whole = `${head()}x\r\n${head()}y\r\n--b--\r\n`
  for (let end = 0; end < whole.length - 4; end++) {
    expect([end, (await post(app, whole.slice(0, end))).status]).toEqual([end, 400])
  }
  expect(await filesIn(files)).toEqual([])
  expect((await post(app, whole)).status).toBe(200)
})

test('S19: 1,001 files are refused, 1,000 are taken, and equal ones are kept once', async () => {
  const files = await newFolder()
  const app = serve({ files })
  const many = Array.from({ length: 1_001 }, (_, n) => [`${n}`, 'same'] as const)
  expect((await upload(app, many)).status).toBe(413)
  expect(await filesIn(files)).toEqual([])
  expect((await upload(app, many.slice(1))).status).toBe(200)
  expect((await filesIn(files)).filter((name) => name.startsWith('content'))).toHaveLength(1)
})

test('S19: an upload that says it is larger than everything kept together is refused', async () => {
  const app = serve({ quota: 100 })
  const headers = { 'content-type': form, 'content-length': '101' }
  const body = `${head()}x\r\n--b--`
  const answer = await app.fetch(new Request('http://app/upload', { method: 'POST', body, headers }))
  expect(answer.status).toBe(413)
})

test.each([
  ['../../x', 'x'],
  ['', 'file'],
  ['NUL', '_NUL'],
  ['a/b', 'b'],
  ['a\0b', 'ab'],
  [`${'é'.repeat(300)}.txt`, expect.stringMatching(/^é{98}\.txt$/)],
  ['\u202Egnp.exe', 'gnp.exe'],
  ['-rf', '-rf'],
  ['$(id)', '(id)'],
  ['e\u0301', '\u00e9'],
  ['a.txt. .', 'a.txt'],
  ['%2e%2e%2fx', '2e2e2fx'],
])('S18: a file called %j is kept under a plain name that is found again', async (name, kept) => {
  const app = serve()
  const [path = ''] = (await (await upload(app, [[name, 'content']])).json()) as string[]
  expect(path).toMatch(/^hfn\/[0-9a-f]{32}\/[^/\\]+$/)
  expect(path.split('/').at(-1)).toEqual(kept)
  expect(await (await get(app, path.split('/').map(encodeURIComponent).join('/'))).text()).toBe('content')
})

test.each(['..', '.', '../..', '...'])('S18: a file called %j is refused, and nothing is kept', async (name) => {
  const files = await newFolder()
  const app = serve({ files })
  const answer = await upload(app, [
    ['good', 'x'],
    [name, 'x'],
  ])
  expect(answer.status).toBe(400)
  expect(await filesIn(files)).toEqual([])
})

test('S18: names that look alike are files of their own', async () => {
  const app = serve()
  const twins = await upload(app, [
    ['\u00e9', '1'],
    ['e\u0301', '2'],
  ])
  const paths = (await twins.json()) as string[]
  const contents = paths.map(async (path) => (await get(app, encodeURI(path))).text())
  expect(await Promise.all(contents)).toEqual(['1', '2'])
})
