import { Readable } from 'node:stream'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readMultipart } from '../../test/support/upload-app.ts'
import { multipart, type MultipartFile } from './multipart.ts'

const read = async ({ contentType, body }: ReturnType<typeof multipart>) =>
  (await readMultipart(contentType, Readable.from(body))).map(({ field, content, ...file }) => {
    expect(field).toBe('files')
    return { ...file, content: content.toString('hex') }
  })

const fileOf = (name: string, pieces: readonly Uint8Array[], type = 'text/plain'): MultipartFile => ({
  name,
  type,
  size: pieces.reduce((sum, piece) => sum + piece.length, 0),
  read: async function* () {
    yield* pieces
  },
})

const measure = async (body: AsyncIterable<Uint8Array>): Promise<number> => {
  let length = 0
  for await (const piece of body) length += piece.length
  return length
}

/** What a browser makes of a name: the three characters that would end it, in percents. */
const escaped = (name: string): string => name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

test('any files, in any pieces, with any names, arrive as they were, and the length is right', async () => {
  const piece = fc.uint8Array({ maxLength: 200 })
  const names = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((name) => !/[\\\0]/.test(name))
  const files = fc.array(fc.tuple(names, fc.array(piece, { maxLength: 5 })), { minLength: 1, maxLength: 5 })
  await fc.assert(
    fc.asyncProperty(files, async (given) => {
      const made = multipart(
        'files',
        given.map(([name, pieces]) => fileOf(name, pieces)),
      )
      expect(await read(made)).toEqual(
        given.map(([name, pieces]) => ({
          name: escaped(name),
          type: 'text/plain',
          content: Buffer.concat(pieces).toString('hex'),
        })),
      )
      expect(await measure(made.body)).toBe(made.length)
    }),
    { numRuns: 100 },
  )
})

test.each([
  'say "hi".txt',
  'two\nlines.txt',
  'a\r\nb',
  'emoji 🦊.png',
  'été à Zürich.txt',
  '日本語 ファイル.wav',
  'a;b=c.txt',
  "it's.txt",
  '100%.txt',
  'x#y?.txt',
])('the file name %j arrives', async (name) => {
  const [file] = await read(multipart('files', [fileOf(name, [new Uint8Array([1])])]))
  expect(file).toEqual({ name: escaped(name), type: 'text/plain', content: '01' })
})

test('a media type that would break the head is not sent', async () => {
  const made = multipart('files', [fileOf('a', [], 'text/plain\r\nX-Evil: 1')])
  expect(await read(made)).toEqual([{ name: 'a', type: 'application/octet-stream', content: '' }])
})

test('the length is unknown as soon as the size of one file is', () => {
  const known = fileOf('a', [new Uint8Array(3)])
  expect(multipart('files', [known]).length).toBeGreaterThan(3)
  expect(multipart('files', [known, { ...known, size: undefined }]).length).toBeUndefined()
})

test('the body can be read again, from its beginning', async () => {
  const made = multipart('files', [fileOf('a', [new Uint8Array([1, 2])])])
  expect(await read(made)).toEqual(await read(made))
})

test('boundaries are not to be guessed', () => {
  expect(multipart('files', []).contentType).not.toBe(multipart('files', []).contentType)
})

test('no files make a body that is valid all the same', async () => {
  const made = multipart('files', [])
  expect(await read(made)).toEqual([])
  expect(await measure(made.body)).toBe(made.length)
})
