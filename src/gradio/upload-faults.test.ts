import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { refusal, test } from '../../test/support/file-test.ts'
import type { UploadProgress } from '../callable/callable.ts'
import { HfnError } from '../core/error.ts'
import { uploadFiles } from './upload.ts'

test('of a hundred files the bad one is named, and nothing is sent', async ({ folder, put, start }) => {
  const app = await start()
  const paths = await Promise.all(Array.from({ length: 99 }, (_, index) => put(`file-${index}.txt`)))
  const missing = join(folder, 'missing.txt')
  await expect(uploadFiles(app.connection, [...paths.slice(0, 50), missing, ...paths.slice(50)])).rejects.toEqual(
    refusal('NO_SUCH_FILE', /missing\.txt/),
  )
  await expect(uploadFiles(app.connection, [missing, ...paths, folder])).rejects.toEqual(
    refusal('NO_SUCH_FILE', /^2 of 101 files cannot be sent: .*missing\.txt.*; .*a folder/),
  )
  expect(app.asked).toEqual([])
})

test('what is larger than the app takes is refused before anything is sent, with the sizes', async ({ put, start }) => {
  const app = await start({ maxFileSize: 10 })
  await expect(uploadFiles(app.connection, [await put('a', 'x'.repeat(11))])).rejects.toEqual(
    refusal('BAD_FILE', /"a" has 11 bytes.* 10 at most/),
  )
  expect(app.asked).toEqual([])
  const endless = async function* () {
    for (;;) yield new Uint8Array(4)
  }
  await expect(uploadFiles(app.connection, [{ name: 'b', content: endless() }])).rejects.toEqual(
    refusal('BAD_FILE', /"b" has more than 10 bytes/),
  )
  expect(app.uploads).toEqual([])
})

test('a file too large for the app is told as the app tells it, at once', async ({ put, start }) => {
  const app = await start({
    handle: (request, response) => {
      request.once('data', () =>
        response.writeHead(413, { connection: 'close' }).end('File exceeded maximum allowed size'),
      )
    },
  })
  await expect(uploadFiles(app.connection, [await put('a.bin', new Uint8Array(30_000_000))])).rejects.toEqual(
    refusal('TOO_LARGE', /"a\.bin".*maximum allowed size/),
  )
})

test.for<[string, unknown]>([
  ['no files', []],
  ['fewer files', ['/a']],
  ['no list', { path: '/a' }],
  ['no text', ['/a', 5]],
  ['no path', ['/a', '']],
  ['a way out', ['/a', '/tmp/../etc/passwd']],
  ['a way out of Windows', ['/a', 'C:\\tmp\\..\\x']],
])('an answer with %s is refused', async ([, answer], { put, start }) => {
  const app = await start({ answer })
  await expect(uploadFiles(app.connection, [await put('a'), await put('b')])).rejects.toEqual(
    refusal('BAD_ANSWER', /2 files/),
  )
})

test('files do not follow a redirect', async ({ put, start }) => {
  const other = await start()
  const app = await start({
    headers: { authorization: 'Bearer secret' },
    handle: (request, response) => {
      request.resume().on('end', () => response.writeHead(307, { location: `${other.base}/gradio_api/upload` }).end())
    },
  })
  await expect(uploadFiles(app.connection, [await put('a')])).rejects.toEqual(refusal('BAD_ANSWER', /307/))
  expect(other.asked).toEqual([])
})

test('a connection that is cut is tried again, from the beginning', async ({ put, start }) => {
  let cuts = 0
  const app = await start({
    handle: (request) => {
      if (++cuts > 1) return false
      return request.once('data', () => request.socket.destroy())
    },
  })
  const content = Buffer.alloc(3_000_000, 'abc')
  const told: UploadProgress[] = []
  await uploadFiles(app.connection, [await put('a', content)], { onProgress: (progress) => told.push(progress) })
  expect(app.uploads[0]?.files[0]?.content.equals(content)).toBe(true)
  expect(app.asked).toHaveLength(2)
  expect(Math.max(...told.map(({ sent }) => sent))).toBe(content.length)
})

test('a stream is not tried again: what was read of it is gone', async ({ start }) => {
  const app = await start({
    handle: (request) => {
      request.once('data', () => request.socket.destroy())
    },
  })
  const stream = async function* () {
    for (let piece = 0; piece < 100; piece++) yield new Uint8Array(100_000)
  }
  await expect(uploadFiles(app.connection, [{ name: 'a', content: stream() }])).rejects.toBeInstanceOf(HfnError)
  expect(app.asked).toHaveLength(1)
})

test('a stream that breaks ends the upload, and the app gets no whole request', async ({ start }) => {
  const app = await start()
  const stream = async function* () {
    yield new Uint8Array(10)
    throw new Error('closed early')
  }
  await expect(uploadFiles(app.connection, [{ name: 'stdin', content: stream() }])).rejects.toEqual(
    refusal('FILE_FAILED', /"stdin".*closed early/),
  )
  expect(app.uploads).toEqual([])
})

test('a stream of text instead of bytes is refused', async ({ start }) => {
  const app = await start()
  const stream = async function* () {
    yield 'text' as any
  }
  await expect(uploadFiles(app.connection, [{ name: 'a', content: stream() }])).rejects.toEqual(
    refusal('FILE_FAILED', /bytes/),
  )
})

test('an upload can be cancelled on its way, and the source is told', async ({ start }) => {
  const app = await start()
  const controller = new AbortController()
  let left = false
  const endless = async function* () {
    try {
      for (;;) yield new Uint8Array(65_536)
    } finally {
      left = true
    }
  }
  const upload = uploadFiles(app.connection, [{ name: 'a', content: endless() }], {
    signal: controller.signal,
    onProgress: ({ sent }) => {
      if (sent > 1_000_000) controller.abort()
    },
  })
  await expect(upload).rejects.toEqual(refusal('CANCELLED'))
  await expect.poll(() => left).toBe(true)
  expect(app.uploads).toEqual([])
})

test('an upload can be cancelled while its source is silent', async ({ start }) => {
  const app = await start()
  const silent = async function* () {
    yield new Uint8Array(1)
    await new Promise(() => {})
  }
  const controller = new AbortController()
  const onProgress = ({ sent }: UploadProgress): void => {
    if (sent === 1) controller.abort()
  }
  await expect(
    uploadFiles(app.connection, [{ name: 'a', content: silent() }], { signal: controller.signal, onProgress }),
  ).rejects.toEqual(refusal('CANCELLED'))
})

test('an app that takes no more bytes is given up in time', async ({ put, start }) => {
  const app = await start({ handle: () => true, timeouts: { idle: 200, firstByte: 200 } })
  await expect(uploadFiles(app.connection, [await put('a', new Uint8Array(50_000_000))])).rejects.toEqual(
    refusal('TIMEOUT'),
  )
})

test.for([1_000, 3_000_000, 9_000_000])(
  'a file written over while it is sent, now of %i bytes, is named with its sizes',
  async (size, { put, start }) => {
    const app = await start()
    const path = await put('log.txt', new Uint8Array(3_000_000))
    let changed = false
    const onProgress = ({ sent }: UploadProgress): void => {
      if (sent === 0 || changed) return
      changed = true
      writeFileSync(path, new Uint8Array(size))
    }
    await expect(uploadFiles(app.connection, [path], { onProgress })).rejects.toEqual(
      refusal('FILE_FAILED', new RegExp(`log\\.txt changed .* 3000000 bytes before, ${size} now`)),
    )
    expect(app.uploads).toEqual([])
  },
)
