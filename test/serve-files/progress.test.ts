import { expect, test } from 'vitest'
import type { ServedApp } from '../../src/serve/app.ts'
import { Uploads } from '../../src/serve/files/uploads.ts'
import { serve } from './support.ts'

const encoder = new TextEncoder()

/** An upload that comes as it is written. */
const start = (app: ServedApp, id: string) => {
  const pieces = new TransformStream<Uint8Array, Uint8Array>()
  const writer = pieces.writable.getWriter()
  const headers = { 'content-type': 'multipart/form-data; boundary=b' }
  const request = { method: 'POST', body: pieces.readable, duplex: 'half', headers } as const
  const answer = app.fetch(new Request(`http://app/upload?upload_id=${id}`, request))
  return { answer, write: (text: string) => writer.write(encoder.encode(text)), end: () => writer.close() }
}

const ask = (app: ServedApp, id: string): Promise<Response> =>
  app.fetch(new Request(`http://app/gradio_api/upload_progress?upload_id=${id}`))

const file = (name: string): string => `--b\r\ncontent-disposition: form-data; name="files"; filename="${name}"\r\n\r\n`

interface Told {
  readonly msg: string
  readonly orig_name?: string
  readonly chunk_size?: number
}

async function* messages(answer: Response): AsyncGenerator<Told> {
  const decoder = new TextDecoder()
  for await (const chunk of answer.body ?? []) {
    for (const line of decoder.decode(chunk).split('\n\n')) if (line !== '') yield JSON.parse(line.slice(6)) as Told
  }
}

test('who asks about an upload hears of every file as it comes, and of the end', async () => {
  const app = serve()
  const upload = start(app, 'u')
  const told = messages(await ask(app, 'u'))
  await upload.write(`${file('ä.txt')}${'x'.repeat(1_000)}`)
  expect((await told.next()).value).toMatchObject({ msg: 'update', orig_name: 'ä.txt' })
  await upload.write(`${'x'.repeat(500)}\r\n${file('b')}y\r\n--b--`)
  await upload.end()
  const rest: Told[] = []
  for await (const message of told) rest.push(message)
  expect(rest.at(-1)).toEqual({ msg: 'done' })
  expect(rest.find(({ orig_name }) => orig_name === 'b')).toEqual({ msg: 'update', orig_name: 'b', chunk_size: 1 })
  expect((await upload.answer).status).toBe(200)
})

test('who asks before the upload begins is told all of it', async () => {
  const app = serve()
  const asking = ask(app, 'later')
  const upload = start(app, 'later')
  await upload.write(`${file('a')}123\r\n--b--`)
  await upload.end()
  const text = await (await asking).text()
  expect(text).toBe('data: {"msg":"update","orig_name":"a","chunk_size":3}\n\ndata: {"msg":"done"}\n\n')
})

test('an upload that fails is over, too', async () => {
  const app = serve()
  const upload = start(app, 'bad')
  const asking = ask(app, 'bad')
  await upload.write(`${file('a')}123`)
  await upload.end()
  expect((await upload.answer).status).toBe(400)
  expect(await (await asking).text()).toMatch(/"done"}\n\n$/)
})

test('an upload nobody began is not found, and an id without end is none', async () => {
  const uploads = new Uploads({ heartbeat: 1_000, patience: 10 })
  expect(await uploads.progress('none')).toBeUndefined()
  expect(await uploads.progress('')).toBeUndefined()
  expect(await uploads.progress('x'.repeat(201))).toBeUndefined()
})

test('a silent upload shows signs of life', async () => {
  const uploads = new Uploads({ heartbeat: 1 })
  let end = (): void => {}
  const running = uploads.follow('u', () => new Promise<void>((resolve) => (end = resolve)))
  const told = (await uploads.progress('u'))?.[Symbol.asyncIterator]()
  expect(new TextDecoder().decode((await told?.next())?.value)).toBe('data: {"msg":"heartbeat"}\n\n')
  end()
  await running
})

test('the first upload of an id is the one that is told of', async () => {
  const uploads = new Uploads({ heartbeat: 1_000 })
  let end = (): void => {}
  const first = uploads.follow('u', () => new Promise<void>((resolve) => (end = resolve)))
  await uploads.follow('u', async (watch) => expect(watch).toBeUndefined())
  expect(await uploads.progress('u')).toBeDefined()
  end()
  await first
})
