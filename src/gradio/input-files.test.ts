import { expect, test } from 'vitest'
import type { Parameter } from '../callable/callable.ts'
import type { FileInput, FileValue } from '../callable/file.ts'
import type { Schema } from '../core/schema.ts'
import { sendFiles } from './input-files.ts'
import type { Uploader } from './upload.ts'

const file: Schema = { format: 'file' }

const parametersOf = (schemas: Readonly<Record<string, Schema>>): Parameter[] =>
  Object.entries(schemas).map(([name, schema]) => ({ name, schema, required: true }))

/** Takes files without sending them: each is called after what it was. */
const record = () => {
  const calls: { files: readonly FileInput[]; inline: boolean }[] = []
  const uploader: Pick<Uploader, 'upload'> = {
    upload: async (files, { inline = false } = {}) => {
      calls.push({ files, inline })
      return files.map((given, index) => ({ path: typeof given === 'string' ? `up:${given}` : `up#${index}` }))
    },
  }
  return { calls, uploader }
}

const send = async (schemas: Readonly<Record<string, Schema>>, input: Readonly<Record<string, unknown>>) => {
  const { calls, uploader } = record()
  return { calls, result: await sendFiles(parametersOf(schemas), input, { uploader }) }
}

const value: FileValue = {
  name: 'a.png',
  type: 'image/png',
  size: 1,
  url: 'http://127.0.0.1/file=/a.png',
  stream: async function* () {},
  bytes: async () => new Uint8Array(),
  toJSON: () => ({ path: '/a.png' }),
}

test('files are sent where the schema says so: alone, in lists, records and unions', async () => {
  const { calls, result } = await send(
    {
      image: { anyOf: [file, { type: 'null' }] },
      files: { type: 'array', items: file },
      pair: { type: 'array', prefixItems: [file, { type: 'string' }] },
      message: { type: 'object', properties: { text: { type: 'string' }, files: { type: 'array', items: file } } },
      named: { type: 'object', additionalProperties: file },
      shared: { $ref: '#/$defs/Picture', $defs: { Picture: file } },
      none: { anyOf: [file, { type: 'null' }] },
    },
    {
      image: 'i.png',
      files: ['a', 'b'],
      pair: ['c', 'd'],
      message: { text: 'i.png', files: ['e'] },
      named: { x: 'f' },
      shared: 'g',
      none: null,
    },
  )
  expect(result).toEqual({
    image: { path: 'up:i.png' },
    files: [{ path: 'up:a' }, { path: 'up:b' }],
    pair: [{ path: 'up:c' }, 'd'],
    message: { text: 'i.png', files: [{ path: 'up:e' }] },
    named: { x: { path: 'up:f' } },
    shared: { path: 'up:g' },
    none: null,
  })
  expect(calls).toEqual([{ files: ['i.png', 'a', 'b', 'c', 'e', 'f', 'g'], inline: false }])
})

test('a text stays a text, even when a file of that name exists', async () => {
  const path = import.meta.filename
  const text: Schema = { type: 'string' }
  const input = {
    text: path,
    url: 'https://example.com/a.png',
    json: { path, list: [path, { path, orig_name: 'x', url: 'https://example.com/a' }] },
    either: path,
    chat: [{ role: 'user', content: path }],
  }
  const chat: Schema = { type: 'array', items: { type: 'object', properties: { content: { anyOf: [file, text] } } } }
  const { calls, result } = await send({ text, url: text, json: {}, either: { anyOf: [file, text] }, chat }, input)
  expect(result).toBe(input)
  expect(calls).toEqual([])
})

test('of a union, a file goes to the branch for files', async () => {
  const part: Schema = {
    anyOf: [
      { type: 'string' },
      { type: 'object', properties: { type: { const: 'text' }, text: { type: 'string' } }, required: ['type', 'text'] },
      { type: 'object', properties: { type: { const: 'file' }, file }, required: ['type', 'file'] },
    ],
  }
  const { result } = await send(
    { parts: { type: 'array', items: part } },
    {
      parts: ['a.png', { type: 'text', text: 'a.png' }, { type: 'file', file: 'a.png' }],
    },
  )
  expect(result['parts']).toEqual([
    'a.png',
    { type: 'text', text: 'a.png' },
    { type: 'file', file: { path: 'up:a.png' } },
  ])
})

test('a file that a callable returned is a file wherever it stands', async () => {
  const { calls, result } = await send(
    { json: {}, text: { type: 'string' } },
    { json: { deep: [{ it: value }] }, text: value },
  )
  expect(calls).toEqual([{ files: [value], inline: false }])
  expect(result).toEqual({ json: { deep: [{ it: { path: 'up#0' } }] }, text: { path: 'up#0' } })
})

test('bytes, Blobs, streams and FileData are files, and each goes up once', async () => {
  const bytes = new Uint8Array(1)
  const blob = new Blob(['x'])
  const data = { path: '/tmp/gradio/a.png', meta: { _type: 'gradio.FileData' } }
  const { calls } = await send(
    { all: { type: 'array', items: file } },
    { all: [bytes, blob, data, bytes, 'a', 'a', new URL('file:///a')] },
  )
  expect(calls[0]?.files).toEqual([bytes, blob, data, 'a', new URL('file:///a')])
})

test('parameters that take content are told to the uploader', async () => {
  const { calls, uploader } = record()
  await sendFiles(
    parametersOf({ image: file, file }),
    { image: 'a', file: 'b' },
    { uploader, inline: ({ name }) => name === 'image' },
  )
  expect(calls).toEqual([
    { files: ['a'], inline: true },
    { files: ['b'], inline: false },
  ])
})

test('keys that are words of JavaScript stay keys', async () => {
  const input = JSON.parse('{"json":{"__proto__":{"polluted":true},"constructor":1},"file":"a"}') as Record<
    string,
    unknown
  >
  const { result } = await send({ json: { type: 'object', properties: {} }, file }, input)
  expect(JSON.stringify(result['json'])).toBe('{"__proto__":{"polluted":true},"constructor":1}')
  expect('polluted' in {}).toBe(false)
})

test('a schema that means everything at once costs no time', async () => {
  const node: Schema = {
    anyOf: [{ $ref: '#/$defs/Node' }, { $ref: '#/$defs/Node' }, { type: 'array', items: { $ref: '#/$defs/Node' } }],
  }
  const schema: Schema = { $ref: '#/$defs/Node', $defs: { Node: node } }
  const input = { node: Array.from({ length: 1_000 }, () => ['a']) }
  expect((await send({ node: schema }, input)).result).toBe(input)
})

test('a schema that goes round in circles ends', async () => {
  const circle: Schema = { $ref: '#/$defs/Node', $defs: { Node: { anyOf: [{ $ref: '#/$defs/Node' }, file] } } }
  let deep: unknown = 'a'
  for (let depth = 0; depth < 200; depth++) deep = { deep }
  const tree: Schema = {
    $ref: '#/$defs/Node',
    $defs: { Node: { oneOf: [{ properties: { deep: { $ref: '#/$defs/Node' } } }, { type: 'null' }] } },
  }
  await expect(send({ circle, tree }, { circle: 'a', tree: deep })).resolves.toBeDefined()
})
