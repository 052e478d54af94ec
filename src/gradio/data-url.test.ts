import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readDataUrl, writeDataUrl } from './data-url.ts'

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

test('any bytes survive being written as a data URL and read again', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100_000, size: 'max' }), (bytes) => {
      const read = readDataUrl(writeDataUrl({ type: 'image/png', bytes }))
      expect(read.type).toBe('image/png')
      expect(Buffer.from(read.bytes).equals(bytes)).toBe(true)
    }),
    { numRuns: 15 },
  )
})

test.each([
  ['data:,hello%20world', 'text/plain', 'hello world'],
  ['data:text/plain;charset=utf-8,%C3%A9t%C3%A9', 'text/plain;charset=utf-8', 'été'],
  ['DATA:text/html;base64,PGI+', 'text/html', '<b>'],
  ['data:text/plain;base64,aGVs%62G8%3D', 'text/plain', 'hello'],
  ['data:text/plain,100%', 'text/plain', '100%'],
  ['data:;base64,', 'text/plain', ''],
])('%s is %s %j', (url, type, content) => {
  const read = readDataUrl(url)
  expect([read.type, text(read.bytes)]).toEqual([type, content])
})

test('percents stand for bytes, not for characters', () => {
  expect([...readDataUrl('data:application/octet-stream,%FF%00a').bytes]).toEqual([255, 0, 97])
})

test.each(['data:nothing', 'data:image/png;base64,***'])('%s is refused', (url) => {
  expect(() => readDataUrl(url)).toThrow(expect.objectContaining({ code: 'BAD_FILE' }))
})
