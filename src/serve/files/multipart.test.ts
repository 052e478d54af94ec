import fc from 'fast-check'
import { expect, test } from 'vitest'
import { collect } from './bytes.ts'
import { uploadParts } from './multipart.ts'

interface Found {
  readonly name: string
  readonly content: Uint8Array
}

async function* cut(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const end = at + (sizes[turn % sizes.length] ?? bytes.length)
    yield bytes.subarray(at, end)
    at = end
  }
}

const read = async (type: string, body: AsyncIterable<Uint8Array>): Promise<Found[]> => {
  const found: Found[] = []
  for await (const { name, content } of uploadParts(type, body)) {
    found.push({ name, content: new Uint8Array(await collect(content, 10_000_000)) })
  }
  return found
}

const text = (body: string): AsyncIterable<Uint8Array> => cut(new TextEncoder().encode(body), [])

test('what a form was made of comes out again, wherever the body is cut', async () => {
  const letters = fc.constantFrom(13, 10, 45, 45, 98, 0, 255)
  const file = fc.record({
    name: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
    content: fc.array(letters, { maxLength: 60 }).map((bytes) => new Uint8Array(bytes)),
  })
  const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 })
  await fc.assert(
    fc.asyncProperty(fc.array(file, { maxLength: 4 }), sizes, async (files, pieces) => {
      const form = new FormData()
      form.append('other', 'text')
      for (const { name, content } of files) form.append('files', new Blob([content]), name)
      const made = new Response(form)
      const body = new Uint8Array(await made.arrayBuffer())
      expect(await read(made.headers.get('content-type') ?? '', cut(body, pieces))).toEqual(files)
    }),
    { numRuns: 200 },
  )
})

test.each([
  ['filename="C:\\dir\\x.txt"', 'C:\\dir\\x.txt'],
  ['filename="a\\"b.txt"', 'a"b.txt'],
  ['filename="a%22b%0D%0A.txt"', 'a"b\r\n.txt'],
  ['filename=plain.txt', 'plain.txt'],
  ['filename="old"; filename*=UTF-8\'\'na%C3%AFve.txt', 'naïve.txt'],
  ['filename="old"; filename*=UTF-8\'\'%ff', 'old'],
  ['filename=""', ''],
  ['filename="semi;colon=x.txt"', 'semi;colon=x.txt'],
])('a file with %s is called %j', async (parameter, name) => {
  const body = `--b\r\nContent-Disposition: form-data; name="files"; ${parameter}\r\nContent-Type: x\r\n\r\n1\r\n--b--`
  expect((await read('multipart/form-data; boundary="b"', text(body))).map((file) => file.name)).toEqual([name])
})

test('what stands before the first and after the last part is passed over', async () => {
  const part = 'content-disposition: form-data; name="files"; filename="a"\r\n\r\n1'
  const body = `words\r\n--b  \r\n${part}\r\n--b--\r\nmore --b\r\n`
  expect(await read('Multipart/Form-Data; charset=utf-8; boundary=b', text(body))).toHaveLength(1)
})

test('a file that is read in part is passed over before the next', async () => {
  const part = 'content-disposition: form-data; name="files"; filename="a"\r\n\r\n'
  const body = text(`--b\r\n${part}1\r\n--b\r\n${part}2\r\n--b--`)
  const names: string[] = []
  for await (const { name } of uploadParts('multipart/form-data; boundary=b', body)) names.push(name)
  expect(names).toEqual(['a', 'a'])
})

test('bytes that nearly are the boundary, again and again, cost no more than others', async () => {
  const near = '\r\n--boundar'.repeat(100_000)
  const head = 'content-disposition: form-data; name="files"; filename="a"\r\n\r\n'
  const [file] = await read(
    'multipart/form-data; boundary=boundary',
    text(`--boundary\r\n${head}${near}\r\n--boundary--`),
  )
  expect(file?.content.length).toBe(near.length)
})
