import { pathToFileURL } from 'node:url'
import { expect } from 'vitest'
import { test } from '../../test/support/file-test.ts'
import type { UploadProgress } from '../callable/callable.ts'
import type { UploadPart } from './upload-part.ts'
import { batches, createUploader, uploadFiles } from './upload.ts'

test('files of every kind arrive with their true names, types and content', async ({ put, start }) => {
  const app = await start()
  const path = await put('sound.wav', 'RIFF')
  const sent = await uploadFiles(app.connection, [
    path,
    pathToFileURL(path),
    new Blob(['<b>'], { type: 'text/html' }),
    new File(['x'], 'named.csv'),
    new Uint8Array([1, 2]),
    { name: 'given.png', content: new Uint8Array([3]) },
    { name: 'typed', type: 'audio/flac', content: new Blob(['f']) },
    'data:image/png;base64,iVBORw==',
  ])
  expect(app.uploads).toHaveLength(1)
  expect(
    app.uploads[0]?.files.map(({ field, name, type, content }) => [field, name, type, content.toString('latin1')]),
  ).toEqual([
    ['files', 'sound.wav', 'audio/wav', 'RIFF'],
    ['files', 'file.html', 'text/html', '<b>'],
    ['files', 'named.csv', 'text/csv', 'x'],
    ['files', 'file', 'application/octet-stream', '\u0001\u0002'],
    ['files', 'given.png', 'image/png', '\u0003'],
    ['files', 'typed', 'audio/flac', 'f'],
    ['files', 'file.png', 'image/png', '\u0089PNG'],
  ])
  expect(sent[0]).toEqual({
    path: '/tmp/gradio/1-0/sound.wav',
    url: `${app.base}/gradio_api/file=/tmp/gradio/1-0/sound.wav`,
    orig_name: 'sound.wav',
    mime_type: 'audio/wav',
    size: 4,
    meta: { _type: 'gradio.FileData' },
  })
  // The same file as path and as URL goes up once, and is named twice.
  expect(sent[1]).toEqual(sent[0])
  expect(sent.map(({ orig_name: name }) => name)).toEqual([
    'sound.wav',
    'sound.wav',
    'file.html',
    'named.csv',
    'file',
    'given.png',
    'typed',
    'file.png',
  ])
})

test('a body of known size is sent with its length, a stream in chunks', async ({ put, start }) => {
  const app = await start()
  await uploadFiles(app.connection, [await put('a')])
  await uploadFiles(app.connection, [
    {
      name: 'b',
      content: (async function* () {
        yield new Uint8Array(3)
        yield new Uint8Array(4)
      })(),
    },
  ])
  expect(
    app.uploads.map(({ headers }) => [Number(headers['content-length']) > 0, headers['transfer-encoding']]),
  ).toEqual([
    [true, undefined],
    [false, 'chunked'],
  ])
  expect(app.uploads[1]?.files[0]?.content).toHaveLength(7)
})

test.for(['with "quotes".txt', 'with\nnewline.txt', 'fox 🦊.png', 'été à Zürich.txt', 'ab  cd.txt', 'x#y%z.txt'])(
  'the name %j is sent and kept',
  async (name, { put, start }) => {
    const app = await start()
    const [file] = await uploadFiles(app.connection, [await put(name, 'x')])
    expect(app.uploads[0]?.files[0]?.name).toBe(name.replaceAll('"', '%22').replaceAll('\n', '%0A'))
    expect(file?.orig_name).toBe(name)
  },
)

test('an empty file is a file', async ({ put, start }) => {
  const app = await start()
  const told: UploadProgress[] = []
  await uploadFiles(app.connection, [await put('empty.txt', '')], { onProgress: (progress) => told.push(progress) })
  expect(app.uploads[0]?.files[0]).toMatchObject({ name: 'empty.txt', content: Buffer.alloc(0) })
  expect(told).toEqual([{ name: 'empty.txt', sent: 0, total: 0 }])
})

test('progress is told for each file, never more than there is', async ({ put, start }) => {
  const app = await start()
  const told: UploadProgress[] = []
  const size = 3 * 1024 * 1024 + 5
  await uploadFiles(app.connection, [await put('big', new Uint8Array(size)), await put('small')], {
    onProgress: (progress) => told.push(progress),
  })
  const of = (name: string) => told.filter((progress) => progress.name === name)
  expect(of('big').map(({ sent }) => sent)).toEqual([0, 1, 2, 3].map((mega) => mega * 1024 * 1024).concat(size))
  expect(of('big').every(({ total }) => total === size)).toBe(true)
  expect(of('small')).toEqual([
    { name: 'small', sent: 0, total: 5 },
    { name: 'small', sent: 5, total: 5 },
  ])
})

test('web addresses are left to the app, unless it does not fetch them', async ({ start }) => {
  const other = await start({
    handle: (_request, response) => {
      response.end('from there')
    },
  })
  const app = await start({ headers: { authorization: 'Bearer secret' } })
  const url = `${other.base}/pictures/a%20fox.png?size=2`
  const [linked] = await uploadFiles(app.connection, [url])
  expect(linked).toEqual({ path: url, url, orig_name: 'a fox.png', meta: { _type: 'gradio.FileData' } })
  expect([app.asked, other.asked]).toEqual([[], []])
  await uploadFiles(app.connection, [url], { fetchUrls: true })
  expect(app.uploads[0]?.files[0]).toMatchObject({
    name: 'a fox.png',
    type: 'image/png',
    content: Buffer.from('from there'),
  })
})

test('FileData of the app is named again, of elsewhere it is linked or sent', async ({ start }) => {
  const other = await start({
    handle: (_request, response) => {
      response.end('from there')
    },
  })
  const app = await start()
  const url = `${other.base}/gradio_api/file=/tmp/gradio/b.png`
  const [mine, bare, far, near] = await uploadFiles(app.connection, [
    { path: '/tmp/gradio/a.png', url: `${app.base}/gradio_api/file=/tmp/gradio/a.png`, orig_name: 'a.png' },
    { path: '/etc/passwd' },
    { path: '/tmp/c.png', url: 'https://far.example.com/file=/tmp/c.png' },
    { path: '/tmp/gradio/b.png', url },
  ])
  expect(mine).toMatchObject({ path: '/tmp/gradio/a.png', orig_name: 'a.png', meta: { _type: 'gradio.FileData' } })
  // A path in FileData is the app's, never this computer's.
  expect(bare).toMatchObject({ path: '/etc/passwd' })
  expect(far).toMatchObject({ path: 'https://far.example.com/file=/tmp/c.png', orig_name: 'c.png' })
  expect(near).toMatchObject({ path: '/tmp/gradio/1-0/b.png', orig_name: 'b.png' })
  expect(app.uploads.map(({ files }) => files.map(({ content }) => content.toString()))).toEqual([['from there']])
})

test('a file goes up once as long as it does not change, and again when the app forgot it', async ({ put, start }) => {
  const app = await start()
  const uploader = createUploader(app.connection)
  const path = await put('a.txt', 'one')
  const [first] = await uploader.upload([path])
  expect(await uploader.upload([path, path])).toEqual([first, first])
  expect(app.uploads).toHaveLength(1)
  await put('a.txt', 'other')
  const [second] = await uploader.upload([path])
  expect(second?.path).not.toBe(first?.path)
  uploader.forget(second?.path)
  await uploader.upload([path])
  expect(app.uploads.map(({ files }) => files[0]?.content.toString())).toEqual(['one', 'other', 'other'])
})

test('a hundred files go up together', async ({ put, start }) => {
  const app = await start()
  const paths = await Promise.all(Array.from({ length: 100 }, (_, index) => put(`file-${index}.txt`)))
  const sent = await uploadFiles(app.connection, paths)
  expect(app.uploads).toHaveLength(1)
  expect(sent.map(({ orig_name: name }) => name)).toEqual(paths.map((_, index) => `file-${index}.txt`))
})

test('requests end at a thousand files or 256 MiB', () => {
  const part = (size: number): UploadPart => ({
    name: 'a',
    type: 'a/b',
    size,
    repeatable: true,
    read: async function* () {},
  })
  const mebibyte = 1024 * 1024
  expect(batches(Array.from({ length: 2_500 }, () => part(1))).map(({ length }) => length)).toEqual([1_000, 1_000, 500])
  expect(batches([200, 56, 1, 500, 1].map((size) => part(size * mebibyte))).map(({ length }) => length)).toEqual([
    2, 1, 1, 1,
  ])
})

test('credentials go along', async ({ put, start }) => {
  const app = await start({ headers: { authorization: 'Bearer secret', cookie: 'a=b' } })
  await uploadFiles(app.connection, [await put('a')])
  expect(app.uploads[0]?.headers).toMatchObject({ authorization: 'Bearer secret', cookie: 'a=b' })
})

test('content can stay in the request instead', async ({ put, start }) => {
  const app = await start({
    handle: (_request, response) => {
      response.end('there')
    },
  })
  const sent = await uploadFiles(app.connection, [await put('a.png', 'here'), { path: '/tmp/gradio/b.png' }], {
    inline: true,
  })
  expect(sent).toMatchObject([
    { path: 'a.png', url: 'data:image/png;base64,aGVyZQ==', orig_name: 'a.png', size: 4 },
    { path: 'b.png', url: 'data:image/png;base64,dGhlcmU=', orig_name: 'b.png', size: 5 },
  ])
  expect(app.asked).toEqual(['GET /gradio_api/file=/tmp/gradio/b.png'])
})

test('no files, no request', async ({ start }) => {
  const app = await start()
  expect(await uploadFiles(app.connection, [])).toEqual([])
  expect(app.asked).toEqual([])
})
