import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { define } from '../../callable/define.ts'
import { createApp, type ServedApp } from '../app.ts'
import type { ServeOptions } from '../options.ts'

let folder: string
let app: ServedApp | undefined

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hfn-flags-'))
})
afterEach(async () => {
  await app?.close()
  await rm(folder, { recursive: true, force: true })
})

const greet = define({ name: 'greet', input: { name: { type: 'string' } }, run: ({ name }) => name })
const hidden = define({ name: 'hidden', input: { name: { type: 'string' } }, run: ({ name }) => name })

const serve = (options: ServeOptions = {}): void => {
  const functions = { hidden: { visibility: 'private' } } as const
  app = createApp([greet, hidden], { flagFolder: folder, functions, page: false, ...options })
}

const flag = async (body: unknown): Promise<Response | undefined> =>
  app?.fetch('http://127.0.0.1/gradio_api/hfn/flag', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

const run = { function: 'greet', flag: 'Flag', inputs: ['Ann'], outputs: ['Hi'] }

test('what is said of a run is kept by the names of its inputs and outputs', async () => {
  serve()
  expect((await flag(run))?.status).toBe(200)
  expect(JSON.parse(await readFile(join(folder, 'greet.jsonl'), 'utf8'))).toMatchObject({
    function: 'greet',
    flag: 'Flag',
    inputs: { name: 'Ann' },
    outputs: { output: 'Hi' },
  })
})

test.each([
  [404, { ...run, function: 'nobody' }],
  [404, { ...run, function: 'hidden' }],
  [404, { ...run, function: ['greet'] }],
  [403, { ...run, flag: 'Other' }],
  [403, { ...run, flag: undefined }],
  [422, { ...run, inputs: 'Ann' }],
  [422, { ...run, inputs: ['Ann', 'more'] }],
  [422, { ...run, outputs: undefined }],
  [422, []],
])('%i: what cannot be said is not kept: %j', async (status, body) => {
  serve()
  expect((await flag(body))?.status).toBe(status)
  expect(await readdir(folder)).toEqual([])
})

test('more than a request may hold is refused', async () => {
  serve({ maxBody: 1_000 })
  expect((await flag({ ...run, inputs: ['x'.repeat(2_000)] }))?.status).toBe(413)
  expect(await readdir(folder)).toEqual([])
})

test('where no folder is named nothing can be flagged', async () => {
  serve({ flagFolder: undefined })
  expect((await flag(run))?.status).toBe(404)
})
