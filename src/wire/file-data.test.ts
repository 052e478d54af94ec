import { expect, test } from 'vitest'
import { fileUrl, isWireFile, mapFiles, readWireFile } from './file-data.ts'

const meta = { _type: 'gradio.FileData' } as const
const file = {
  path: '/tmp/gradio/a.png',
  url: null,
  size: 1,
  orig_name: 'a.png',
  mime_type: 'image/png',
  is_stream: false,
  meta,
}
const at = (path: string, more: object = {}): string =>
  fileUrl('https://host.example/app', '/gradio_api', { path, ...more })

test('files are known by their mark, or by the shape they had before it', () => {
  expect(isWireFile(file)).toBe(true)
  expect(isWireFile({ path: '/a', meta })).toBe(true)
  expect(isWireFile({ path: '/a', url: null, size: 1, orig_name: 'a', mime_type: null })).toBe(true)
  for (const value of [
    null,
    '/a',
    ['/a'],
    {},
    { path: '/a' },
    { path: 5, meta },
    { path: '/a', meta: { _type: 'other' } },
  ]) {
    expect(isWireFile(value)).toBe(false)
  }
})

test('a file is taken as it is, or without what has a wrong type', () => {
  expect(readWireFile(file)).toBe(file)
  expect(readWireFile({ path: null, url: 'https://a.example/b', meta })).toMatchObject({
    path: '',
    url: 'https://a.example/b',
  })
  expect(readWireFile({ ...file, size: 'huge', orig_name: { a: 1 }, url: 5 })).toEqual({
    ...file,
    size: null,
    orig_name: null,
  })
  expect(readWireFile({ path: '/a' })).toBeUndefined()
})

test('the address is built from the path, each part encoded', () => {
  expect(at('/tmp/a b/ü#?%.png')).toBe('https://host.example/app/gradio_api/file=/tmp/a%20b/%C3%BC%23%3F%25.png')
  expect(at('C:\\Temp\\a.png')).toBe('https://host.example/app/gradio_api/file=C%3A%5CTemp%5Ca.png')
  expect(fileUrl('http://localhost:7860/', '', { path: '/a' })).toBe('http://localhost:7860/file=/a')
  expect(at('/a\u{D800}')).toBe('https://host.example/app/gradio_api/file=/a%EF%BF%BD')
})

test('the address a server claims does not count where there is a path', () => {
  expect(at('/a', { url: 'https://evil.example/a' })).toBe('https://host.example/app/gradio_api/file=/a')
  expect(at('/a', { url: 'http://localhost:786/file=/a' })).toBe('https://host.example/app/gradio_api/file=/a')
})

test('links, inlined files and streams have their own address', () => {
  expect(at('https://cdn.example/a.png')).toBe('https://cdn.example/a.png')
  expect(at('', { url: 'data:image/png;base64,AA==' })).toBe('data:image/png;base64,AA==')
  expect(
    at('s/1/2/playlist.m3u8', { is_stream: true, url: 'http://inside:7860/gradio_api/stream/s/1/2/playlist.m3u8' }),
  ).toBe('https://host.example/app/gradio_api/stream/s/1/2/playlist.m3u8')
})

test('without a path the url counts, if it is one', () => {
  expect(at('', { url: 'https://cdn.example/a' })).toBe('https://cdn.example/a')
  expect(at('', { url: '/gradio_api/file=/a' })).toBe('https://host.example/gradio_api/file=/a')
  for (const url of ['javascript:alert(1)', '//evil.example/a', 'file:///etc/passwd', '', null, undefined])
    expect(at('', { url })).toBe('')
})

test('files are replaced wherever they are; all else is shared', () => {
  const rest = { deep: [{ path: 'no file' }] }
  const value = { rest, files: [file, { caption: 'x', image: file }], text: '/tmp/gradio/a.png' }
  const mapped = mapFiles(value, ({ orig_name: name }) => name) as typeof value
  expect(mapped).toEqual({ rest, files: ['a.png', { caption: 'x', image: 'a.png' }], text: '/tmp/gradio/a.png' })
  expect(mapped.rest).toBe(rest)
  expect(value.files[0]).toBe(file)
  expect(mapFiles(rest, () => 'x')).toBe(rest)
})

test('values of any depth and any keys are walked', () => {
  let deep: unknown = file
  for (let index = 0; index < 100_000; index++) deep = [deep]
  expect(mapFiles(deep, () => 'x')).toBe(deep)
  const named = JSON.parse(`{"__proto__": ${JSON.stringify(file)}, "constructor": 1}`) as object
  const mapped = mapFiles(named, () => 'x') as object
  expect(Object.entries(mapped)).toEqual([
    ['__proto__', 'x'],
    ['constructor', 1],
  ])
  expect(Object.getPrototypeOf(mapped)).toBe(Object.prototype)
})
