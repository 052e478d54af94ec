import { expect, test } from 'vitest'
import { createApp, type ServedApp } from './app.ts'
import { memoryStorage } from './files/memory-files.ts'
import type { ServeOptions } from './options.ts'

// With storage on disk (the default in Node) and in memory the app does the same.
const storages: [name: string, options: ServeOptions][] = [
  ['disk', {}],
  ['memory', { files: memoryStorage() }],
]

const serve = (options?: ServeOptions): ServedApp => createApp([], options)

const upload = (app: ServedApp, files: readonly (readonly [name: string, content: string])[]): Promise<Response> => {
  const body = new FormData()
  for (const [name, content] of files) body.append('files', new Blob([content]), name)
  return app.fetch(new Request('http://app/gradio_api/upload', { method: 'POST', body }))
}

test.each(storages)(
  'a file that is too large is refused, and nothing of the upload is kept (%s)',
  async (_, options) => {
    const app = serve({ ...options, maxFileSize: 10 })
    const answer = await upload(app, [
      ['small', 'ok'],
      ['large', 'x'.repeat(11)],
    ])
    expect(answer.status).toBe(413)
    expect((await upload(app, [['exact', 'x'.repeat(10)]])).status).toBe(200)
    await app.close()
  },
)

test.each(storages)('what is no upload is refused (%s)', async (_, options) => {
  const app = serve(options)
  const post = (body: string, type: string): Promise<Response> =>
    app.fetch(new Request('http://app/upload', { method: 'POST', body, headers: { 'content-type': type } }))
  expect((await post('{}', 'application/json')).status).toBe(400)
  expect((await post('--b\r\n', 'multipart/form-data')).status).toBe(400)
  const head = 'content-disposition: form-data; name="files"; filename="a"\r\n\r\n'
  expect((await post(`--b\r\n${head}cut`, 'multipart/form-data; boundary=b')).status).toBe(400)
  const other = await post(`--b\r\n${head.replace('files', 'other')}x\r\n--b--\r\n`, 'multipart/form-data; boundary=b')
  expect(await other.json()).toEqual([])
  await app.close()
})

test('an upload cut anywhere is refused, and the app goes on', async () => {
  const app = serve()
  const part = '--b\r\ncontent-disposition: form-data; name="files"; filename="a"\r\n\r\nx\r\n'
  const whole = `${part}${part}--b--\r\n`
  const post = async (body: string): Promise<number> => {
    const headers = { 'content-type': 'multipart/form-data; boundary=b' }
    return (await app.fetch(new Request('http://app/upload', { method: 'POST', body, headers }))).status
  }
  for (let end = 0; end < whole.length - 4; end++) expect([end, await post(whole.slice(0, end))]).toEqual([end, 400])
  expect(await post(whole)).toBe(200)
  await app.close()
})

test('more files than an upload may bring are refused', async () => {
  const app = serve()
  const files = Array.from({ length: 1_001 }, (_, n) => [`${n}`, ''] as const)
  expect((await upload(app, files)).status).toBe(413)
  await app.close()
})

test.each(['..', '.', '../..'])('a file called %s is refused', async (name) => {
  const app = serve()
  expect((await upload(app, [[name, 'x']])).status).toBe(400)
  await app.close()
})

test('who asks about an upload is told when it is over', async () => {
  const app = serve()
  const ask = (): Promise<Response> => app.fetch(new Request('http://app/upload_progress?upload_id=u'))
  expect((await ask()).status).toBe(404)
  const pieces = new TransformStream<Uint8Array, Uint8Array>()
  const writer = pieces.writable.getWriter()
  const headers = { 'content-type': 'multipart/form-data; boundary=b' }
  const request = { method: 'POST', body: pieces.readable, duplex: 'half', headers } as const
  const sending = app.fetch(new Request('http://app/upload?upload_id=u', request))
  const told = (await ask()).text()
  const write = (text: string): Promise<void> => writer.write(new TextEncoder().encode(text))
  await write('--b\r\ncontent-disposition: form-data; name="files"; filename="a"\r\n\r\nx\r\n--b--\r\n')
  await writer.close()
  expect((await sending).status).toBe(200)
  expect(await told).toBe('data: {"msg":"done"}\n\n')
  await app.close()
})
