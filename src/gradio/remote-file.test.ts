import type { IncomingMessage, ServerResponse } from 'node:http'
import { expect } from 'vitest'
import { read, refusal, test } from '../../test/support/file-test.ts'
import type { FileData } from '../callable/file.ts'
import type { ErrorCode } from '../core/error.ts'
import { createHttp } from '../core/http.ts'
import type { Fetch } from '../core/options.ts'
import type { Connection } from './connection.ts'
import { receiveFiles } from './output-files.ts'
import { RemoteFile, remoteFile } from './remote-file.ts'

const meta = { _type: 'gradio.FileData' } as const

/** A connection that must not be used. */
const offline: Connection = {
  http: Object.assign(() => Promise.reject(new Error('asked')), { close: () => {} }),
  base: 'http://127.0.0.1',
  prefix: '',
  headers: () => ({}),
  maxFileSize: undefined,
}

test('a file is known before it is fetched, and its URL is built from its path', async ({ start }) => {
  const app = await start({ handle: (_request, response) => response.end('content') })
  const file = remoteFile(app.connection, {
    path: '/tmp/gradio/0#1/a fox?.png',
    url: 'http://localhost:786/file=/tmp/gradio/a.png',
    size: 7,
    orig_name: 'a fox.png',
    meta,
  })
  expect(file).toMatchObject({
    name: 'a fox.png',
    type: 'image/png',
    size: 7,
    url: `${app.base}/gradio_api/file=/tmp/gradio/0%231/a%20fox%3F.png`,
  })
  expect(app.asked).toEqual([])
  expect(await read(file.stream())).toBe('content')
  expect(Buffer.from(await file.bytes()).toString()).toBe('content')
  expect(JSON.parse(JSON.stringify(file))).toMatchObject({
    path: '/tmp/gradio/0#1/a fox?.png',
    url: file.url,
    size: 7,
    meta,
  })
})

test.for<[FileData, string, string | undefined]>([
  [{ path: '/tmp/x/image.webp' }, 'image.webp', 'image/webp'],
  [{ path: '/tmp/x/image.webp', orig_name: '../../.bashrc' }, 'bashrc', undefined],
  [{ path: 'C:\\tmp\\a.wav' }, 'a.wav', 'audio/wav'],
  [{ path: '/tmp/x', mime_type: 'model/obj', orig_name: 'CON' }, '_CON', 'model/obj'],
  [{ path: 'https://example.com/b.mp4?x=1' }, 'b.mp4', 'video/mp4'],
  [{ path: '', url: 'data:image/png;base64,AAAA' }, 'file.png', 'image/png'],
  [{ path: 's/r/3/playlist.m3u8', is_stream: true, orig_name: 'audio-stream.mp3' }, 'audio-stream.aac', 'audio/aac'],
  [{ path: 's/r/3/playlist.m3u8', is_stream: true, orig_name: 'video-stream.mp4' }, 'video-stream.mp4', 'video/mp4'],
  [{ path: 's/r/3', is_stream: true }, 'audio-stream', undefined],
])('%j is called %s', ([file, name, type]) => {
  const { name: given, type: found } = remoteFile(offline, file)
  expect([given, found]).toEqual([name, type])
})

test('a data URL is read here', async ({ start }) => {
  const app = await start({ handle: (_request, response) => response.end() })
  const file = remoteFile(app.connection, { path: '', url: 'data:text/plain,hello', orig_name: 'a.txt' })
  expect([await read(file.stream()), (await file.bytes()).length]).toEqual(['hello', 5])
  expect(app.asked).toEqual([])
})

test('credentials go to the app and to nobody else', async ({ start }) => {
  const seen: (string | undefined)[] = []
  const see = (request: IncomingMessage, response: ServerResponse): void => {
    seen.push(
      request.headers.authorization,
      request.headers.cookie,
      request.headers['x-hf-authorization'] as string | undefined,
    )
    response.end('x')
  }
  const headers = { authorization: 'Bearer secret', cookie: 'a=b', 'x-hf-authorization': 'Bearer secret' }
  const other = await start({ handle: see })
  const app = await start({ handle: see, headers })
  const elsewhere = remoteFile(app.connection, { path: `${other.base}/file=/a.png` })
  expect(elsewhere.locked).toBe(false)
  await elsewhere.bytes()
  expect(seen.splice(0)).toEqual([undefined, undefined, undefined])
  const own = remoteFile(app.connection, { path: '/a.png' })
  expect(own.locked).toBe(true)
  await own.bytes()
  expect(seen.splice(0)).toEqual(['Bearer secret', 'a=b', 'Bearer secret'])
  const redirecting = await start({
    handle: (_request, response) => response.writeHead(302, { location: `${other.base}/x` }).end(),
    headers,
  })
  await remoteFile(redirecting.connection, { path: '/a.png' }).bytes()
  expect(seen).toEqual([undefined, undefined, undefined])
})

test.for<[number, ErrorCode]>([
  [401, 'LOGIN_NEEDED'],
  [403, 'FORBIDDEN'],
  [404, 'NOT_FOUND'],
  [410, 'NOT_FOUND'],
  [500, 'FILE_FAILED'],
])('HTTP %i is %s, and says which file', async ([status, code], { start }) => {
  const app = await start({ handle: (_request, response) => response.writeHead(status).end('{}') })
  const file = remoteFile(app.connection, { path: '/tmp/gradio/a.png' })
  await expect(file.bytes()).rejects.toEqual(refusal(code, new RegExp(`"a\\.png".*${status}`)))
  await expect(read(file.stream())).rejects.toEqual(refusal(code))
})

test('one file that is gone leaves the other outputs alone', async ({ start }) => {
  const app = await start({
    handle: (request, response) => response.writeHead(request.url?.includes('gone') === true ? 404 : 200).end('here'),
  })
  const outputs = receiveFiles(
    ['text', 5, null, { deep: [{ path: '/gone.png', meta }] }, { path: '/b.png', meta }],
    app.connection,
  )
  expect(outputs).toEqual(['text', 5, null, { deep: [expect.any(RemoteFile)] }, expect.any(RemoteFile)])
  const [text, , , { deep }, file] = outputs as [string, number, null, { deep: [RemoteFile] }, RemoteFile]
  expect(text).toBe('text')
  await expect(deep[0].bytes()).rejects.toEqual(refusal('NOT_FOUND'))
  expect(Buffer.from(await file.bytes()).toString()).toBe('here')
})

test('outputs without files are given back as they are', () => {
  const value = { rows: [[1, 2], ['a']], path: 'no file' }
  expect([receiveFiles(value, offline), receiveFiles('a', offline), receiveFiles(null, offline)]).toEqual([
    value,
    'a',
    null,
  ])
  expect(receiveFiles(value, offline)).toBe(value)
})

test('a body that never ends is left at the limit, said or not', async ({ start }) => {
  const app = await start({
    handle: (request, response) => {
      if (request.url?.endsWith('/said') === true) response.setHeader('content-length', 10_000_000_000)
      const more = (): void => {
        if (!response.destroyed) response.write(Buffer.alloc(65_536), () => setImmediate(more))
      }
      more()
    },
  })
  const refused = refusal('TOO_LARGE', /more than 1000000 bytes/)
  await expect(remoteFile(app.connection, { path: '/said' }).bytes({ limit: 1_000_000 })).rejects.toEqual(refused)
  await expect(remoteFile(app.connection, { path: '/unsaid' }).bytes({ limit: 1_000_000 })).rejects.toEqual(refused)
})

test('a body that breaks off or stalls is no file', async ({ start }) => {
  const app = await start({
    handle: (request, response) => {
      response.setHeader('content-length', 100)
      response.write('half')
      if (request.url?.endsWith('/cut') === true) setImmediate(() => response.destroy())
    },
    timeouts: { idle: 150 },
  })
  await expect(remoteFile(app.connection, { path: '/cut' }).bytes()).rejects.toEqual(refusal('STREAM_BROKEN'))
  await expect(remoteFile(app.connection, { path: '/stall' }).bytes()).rejects.toEqual(refusal('TIMEOUT'))
})

test('reading can be cancelled', async ({ start }) => {
  const app = await start({ handle: (_request, response) => response.write('half') })
  const controller = new AbortController()
  const content = remoteFile(app.connection, { path: '/a' }).stream({ signal: controller.signal })
  expect(String(Buffer.from((await content.next()).value as Uint8Array))).toBe('half')
  controller.abort()
  await expect(content.next()).rejects.toEqual(refusal('CANCELLED'))
})

test.for(['javascript:alert(1)', 'file:///etc/passwd', '//evil.example.com/x'])(
  'the address %s is not followed',
  async (url, { start }) => {
    const app = await start({ handle: (_request, response) => response.end('x') })
    await expect(remoteFile(app.connection, { path: '', url }).bytes()).rejects.toEqual(refusal('BAD_ANSWER'))
    expect(app.asked).toEqual([])
  },
)

test('an app on the web cannot point into the network of whoever reads its files', async () => {
  const asked: string[] = []
  const fetch: Fetch = async (input) => {
    asked.push(new Request(input).url)
    const inside = 'http://169.254.169.254/latest/meta-data'
    return asked.length === 1
      ? new Response(null, { status: 302, headers: { location: inside } })
      : new Response('secret')
  }
  const connection = { ...offline, base: 'https://app.example.com', http: createHttp({ fetch }) }
  const refused = refusal('BAD_ANSWER', /"a\.png".*169\.254/)
  await expect(remoteFile(connection, { path: 'http://169.254.1.1/a.png' }).bytes()).rejects.toEqual(refused)
  expect(asked).toEqual([])
  await expect(remoteFile(connection, { path: '/tmp/a.png' }).bytes()).rejects.toEqual(refused)
  expect(asked).toEqual(['https://app.example.com/file=/tmp/a.png'])
})

test('redirects without end are given up', async ({ start }) => {
  const app = await start({
    handle: (request, response) => response.writeHead(302, { location: `${request.url}/x` }).end(),
  })
  await expect(remoteFile(app.connection, { path: '/a.png' }).bytes()).rejects.toEqual(refusal('FILE_FAILED', /302/))
  expect(app.asked).toHaveLength(6)
})
