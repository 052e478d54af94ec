import { expect, test } from 'vitest'
import { inlinesFiles, mentionsFile, readExactSchema, readSchema } from './schema-read.ts'

const fileData = {
  type: 'object',
  title: 'FileData',
  required: ['path'],
  properties: { path: { type: 'string' }, orig_name: { type: 'string' }, meta: { $ref: '#/$defs/FileDataMeta' } },
}
const imageData = { type: 'object', title: 'ImageData', properties: { path: {}, url: {}, meta: { type: 'object' } } }
const oldFile = {
  type: 'object',
  properties: { name: {}, data: {}, size: {}, is_file: {} },
  required: ['name', 'data'],
}
const path = { type: 'string', description: 'filepath on your computer (or URL) of file' }

test.each([
  ['FileData', fileData],
  ['ImageData', imageData],
  ['the file of Gradio 3', oldFile],
  ['a path or the file of Gradio 3', { oneOf: [path, oldFile] }],
  ['a path, a file or several of Gradio 3', { oneOf: [path, oldFile, { type: 'array', items: oldFile }] }],
])('%s is a file', (_, schema) => {
  expect(readSchema(schema)).toEqual({ format: 'file' })
  expect(readSchema({ type: 'array', items: schema })).toEqual({ type: 'array', items: { format: 'file' } })
})

test('a file keeps the media type it is given', () => {
  expect(readSchema({ ...fileData, contentMediaType: 'image/png' })).toEqual({
    format: 'file',
    contentMediaType: 'image/png',
  })
})

test('references are resolved wherever they stand', () => {
  const schema = {
    $defs: { File: fileData, Item: { type: 'object', properties: { file: { $ref: '#/$defs/File' } } } },
    type: 'array',
    items: { anyOf: [{ $ref: '#/$defs/Item', description: 'an item' }, { type: 'null' }] },
  }
  expect(readSchema(schema)).toEqual({
    type: 'array',
    items: {
      anyOf: [{ type: 'object', properties: { file: { format: 'file' } }, description: 'an item' }, { type: 'null' }],
    },
  })
})

test('a schema inside itself, or of a definition that is not there, says nothing', () => {
  const node = { type: 'object', properties: { next: { $ref: '#/$defs/Node' } } }
  expect(readSchema({ $ref: '#/$defs/Node', $defs: { Node: node } })).toEqual({
    type: 'object',
    properties: { next: {} },
  })
  expect(readSchema({ $ref: '#/$defs/Missing' })).toEqual({})
  expect(readSchema({ $ref: '#/$defs/constructor', $defs: {} })).toEqual({})
})

test('a few definitions cannot unfold to endless schemas', () => {
  const $defs = Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [
      `d${index}`,
      { anyOf: [{ $ref: `#/$defs/d${index + 1}` }, { $ref: `#/$defs/d${index + 1}` }] },
    ]),
  )
  expect(JSON.stringify(readSchema({ $ref: '#/$defs/d0', $defs })).length).toBeLessThan(1_000_000)
  let deep: unknown = { type: 'string' }
  for (let index = 0; index < 10_000; index++) deep = { items: deep }
  expect(JSON.stringify(readSchema(deep)).length).toBeLessThan(1_000)
})

test('any JSON is an empty type', () => {
  expect(readSchema({ type: {}, description: 'any valid json' })).toEqual({ description: 'any valid json' })
})

test('words of a wrong type, and words unknown, are left out', () => {
  const junk = {
    type: 5,
    enum: {},
    required: [1, 'a'],
    properties: [],
    items: false,
    minimum: 'x',
    title: {},
    maxSize: 2,
  }
  expect(readSchema(junk)).toEqual({ required: ['a'] })
  for (const json of [null, 1, 'x', [], true]) expect(readSchema(json)).toEqual({})
})

test('a property may be called __proto__', () => {
  const schema = readSchema(JSON.parse('{"type": "object", "properties": {"__proto__": {"type": "string"}}}'))
  expect(Object.keys(schema.properties ?? {})).toEqual(['__proto__'])
})

test('an exact schema stays as it is, but for words of a wrong type', () => {
  const schema = { $ref: '#/$defs/a', $defs: { a: fileData }, uniqueItems: true, anyOf: [{ type: 'string', const: 1 }] }
  expect(readExactSchema(schema)).toEqual(schema)
  expect(readExactSchema({ ...schema, enum: 5 })).toEqual(schema)
})

test('knows where files are, and which travel inside the request', () => {
  const inline = { format: 'file', contentEncoding: 'base64' }
  expect(mentionsFile({ type: 'object', additionalProperties: { anyOf: [{ type: 'null' }, inline] } })).toBe(true)
  expect(mentionsFile({ type: 'object', properties: { a: { type: 'string' } } })).toBe(false)
  expect(inlinesFiles({ type: 'object', properties: { image: inline } })).toBe(true)
  expect(inlinesFiles({ format: 'file' })).toBe(false)
})
