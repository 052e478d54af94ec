import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp, type ServedApp } from '../../src/serve/app.ts'
import { get, serve, uploaded } from './support.ts'

let app: ServedApp
let real: string
let refusal: string

beforeAll(async () => {
  app = createApp([])
  real = await uploaded(app, 'ten.txt', '0123456789')
  refusal = await (await get(app, real.replace(/.$/, 'y'))).text()
})
afterAll(() => app.close())

const refused = async (path: string): Promise<void> => {
  const answer = await get(app, path)
  expect([path, answer.status, await answer.text()]).toEqual([path, 403, refusal])
}

test.each([
  '/etc/passwd',
  '%2e%2e%2f%2e%2e%2fetc/passwd',
  '%252e%252e%252fetc%252fpasswd',
  '..%5c..%5cetc%5cpasswd',
  'A%2f..%2f..%2fx',
  'A/%2e%2e%5c..%5cx',
  '....//....//etc/passwd',
  '..%2f..%2fetc%2fpasswd',
])('S01: file=%s is refused with the answer of a file that is missing', refused)

test.each(['../../../../etc/passwd', 'A/../../../../etc/passwd', '%2e%2e/%2e%2e/%2e%2e/etc/passwd'])(
  'S01: file=%s leaves the files behind, as any URL is read, and leads to nothing of the app',
  async (path) => {
    const answer = await get(app, path)
    expect([answer.status, await answer.json()]).toEqual([404, { detail: 'Not Found' }])
  },
)

test.each([
  'C:/windows/win.ini',
  '/windows/win.ini',
  'D:foo',
  '%5c%5chost%5cshare',
  '//host/x',
  '/%5chost',
  'http://127.0.0.1/',
  'file:///etc/passwd',
])('S02: file=%s is refused with the answer of a file that is missing', refused)

test.each(['', '%00', '%', '/proc/self/environ', '/dev/zero', '/', '.', 'hfn', 'hfn/', '%ff', '%2f'])(
  'S04: file=%s is refused at once, with the answer of a file that is missing',
  refused,
)

test('S01: a path is found as it was given, and in no other way', async () => {
  const [, id = '', name = ''] = real.split('/')
  for (const other of [
    `hfn/${id.toUpperCase()}/${name}`,
    `hfn/${id}/${name}/`,
    `hfn/${id}//${name}`,
    `hfn/${id}/.%2f${name}`,
    `hfn/${id}/x%2f..%2f${name}`,
    `hfn/${id}/${name.toUpperCase()}`,
    `hfn/${id}/${name}%00`,
    `hfn/${id}`,
    `/${real}`,
    `HFN/${id}/${name}`,
  ])
    await refused(other)
  expect((await get(app, real)).status).toBe(200)
})

test('S01: whatever is asked for, the answer is a file or the one refusal', async () => {
  const part = fc.oneof(
    fc.constantFrom('..', '.', 'etc', 'passwd', 'hfn', real.split('/')[1] ?? '', 'ten.txt', '', '%2e%2e', '~', 'C:'),
    fc.string({ maxLength: 12 }).map(encodeURIComponent),
  )
  const path = fc
    .array(part, { maxLength: 6 })
    .chain((parts) => fc.constantFrom('/', '%2f', '%5c', '\\', '//').map((separator) => parts.join(separator)))
  await fc.assert(
    fc.asyncProperty(path, async (asked) => {
      // Parts that are dots are gone before anybody sees the path.
      const seen = new URL(`http://app/gradio_api/file=${asked}`).pathname
      if (seen.startsWith('/gradio_api/file=') && !seen.endsWith(real)) await refused(asked)
    }),
    { numRuns: 300 },
  )
})

test.each([
  ['bytes=999-1000', 416, ''],
  ['bytes=1-2-3', 416, ''],
  ['bytes=0-1,3-4', 416, ''],
  ['bytes=9-2', 416, ''],
  ['bytes=-0', 416, ''],
  ['bytes=-', 416, ''],
  ['bytes=', 416, ''],
  ['bytes=5-', 206, '56789'],
  ['bytes=-3', 206, '789'],
  ['bytes=0-0', 206, '0'],
  ['bytes=8-99999999999999999999', 206, '89'],
  ['bytes=99999999999999999999-', 416, ''],
  [`bytes=${Array.from({ length: 100 }, (_, index) => `${index}-${index}`).join(',')}`, 416, ''],
])('S27: %.30s is answered %i', async (range, status, text) => {
  const answer = await get(app, real, { headers: { range } })
  expect([answer.status, await answer.text()]).toEqual([status, text])
})

test('S27: any range gets exactly the bytes it names, or none', async () => {
  const number = fc.oneof(fc.constant(''), fc.nat(15).map(String), fc.bigInt(0n, 1n << 70n).map(String))
  const range = fc.oneof(
    fc.tuple(number, number).map(([first, last]) => `bytes=${first}-${last}`),
    fc.string({ maxLength: 20 }).map((text) => `bytes=${text.replace(/[^ -~]/g, '')}`),
  )
  await fc.assert(
    fc.asyncProperty(range, async (asked) => {
      const answer = await get(app, real, { headers: { range: asked } })
      const text = await answer.text()
      if (answer.status === 416) {
        expect([text, answer.headers.get('content-range')]).toEqual(['', 'bytes */10'])
        return
      }
      expect(answer.status).toBe(206)
      const [, first, last] = /^bytes (\d+)-(\d+)\/10$/.exec(answer.headers.get('content-range') ?? '') ?? []
      expect(text).toBe('0123456789'.slice(Number(first), Number(last) + 1))
      expect(answer.headers.get('content-length')).toBe(String(text.length))
      expect(text).not.toBe('')
    }),
    { numRuns: 300 },
  )
})

test('HEAD tells of a file without sending it', async () => {
  const answer = await get(app, real, { method: 'HEAD', headers: { range: 'bytes=0-1' } })
  expect([answer.status, answer.headers.get('content-length'), await answer.text()]).toEqual([200, '10', ''])
  expect((await get(app, 'hfn/x', { method: 'HEAD' })).status).toBe(403)
})

test.each(['x.html', 'x.svg', 'x.xml', 'x.js', 'x.pdf', 'x.htm', 'x.xhtml', 'x.mjs', 'x', 'x.HTML'])(
  'S17: %s is saved, never shown',
  async (name) => {
    const served = serve()
    const path = await uploaded(served, name, 'GIF89a/*<svg onload=alert(1)>*/=1;alert(1)')
    const { headers } = await get(served, path)
    expect(headers.get('content-type')).toBe('application/octet-stream')
    expect(headers.get('content-disposition')).toMatch(/^attachment;/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toMatch(/^sandbox;/)
  },
)

test('S17: a picture that is a script as well is a picture only', async () => {
  const served = serve()
  const { headers } = await get(served, await uploaded(served, 'x.gif', 'GIF89a/*'))
  expect(headers.get('content-type')).toBe('image/gif')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('content-security-policy')).toMatch(/^sandbox;/)
})
