import { createHash } from 'node:crypto'
import { gunzipSync, gzipSync, brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { define } from '../../callable/define.ts'
import { createApp } from '../app.ts'
import type { ServeOptions } from '../options.ts'
import type { BuiltPage } from './built.ts'

const script = 'console.log("page")'

const page: BuiltPage = {
  entry: 'page-1.js',
  style: { text: '.page{color:red}', sha256: createHash('sha256').update('.page{color:red}').digest('base64') },
  preload: ['base-1.js'],
  files: {
    'page-1.js': {
      type: 'text/javascript; charset=utf-8',
      text: script,
      gzip: gzipSync(script).toString('base64'),
      brotli: brotliCompressSync(script).toString('base64'),
    },
  },
}

const greet = define({ name: 'greet', description: '<b>Greets</b>', run: () => 'hello' })
const hidden = define({ name: 'hidden', run: () => 'secret' })

const get = (path: string, { headers = {}, ...options }: ServeOptions & { headers?: Record<string, string> } = {}) =>
  createApp([greet, hidden], { page, functions: { hidden: { visibility: 'private' } }, ...options }).fetch(
    new Request(`http://app${path}`, { headers }),
  )

test('the page names its files relatively, and holds the config in a form no value of it can leave', async () => {
  const title = '</script><script>alert(1)</script>\u2028'
  const html = await (await get('/', { title })).text()
  expect(html).toContain('<script type="module" src="assets/page-1.js">')
  expect(html).toContain('<link rel="modulepreload" href="assets/base-1.js">')
  expect(html).not.toContain('<script>alert')
  const [, json = ''] = /<script type="application\/json" id="config">(.*?)<\/script>/s.exec(html) ?? []
  expect(JSON.parse(json)).toMatchObject({ title, dependencies: [{ api_name: 'greet' }] })
  expect(html).toContain('&lt;b&gt;Greets&lt;/b&gt;')
  expect(html).not.toContain('hidden(')
})

test('the policy knows the style of the page by what is in it, and lets in no other', async () => {
  const policyAt = async (options: ServeOptions = {}) =>
    (await get('/', options)).headers.get('content-security-policy') ?? ''
  const [, style] = /<style>(.*?)<\/style>/s.exec(await (await get('/')).text()) ?? []
  const known = createHash('sha256')
    .update(style ?? '')
    .digest('base64')
  expect(await policyAt()).toContain(`style-src 'sha256-${known}';`)
  expect(await policyAt({ page: false })).not.toContain('sha256')
})

test('the page itself travels compressed where the browser takes it, and is made once for each user', async () => {
  const app = createApp([greet], { page, auth: { ann: 'a', bob: 'b' }, title: 'Many '.repeat(500) })
  const login = async (username: string, password: string): Promise<string> => {
    const answer = await app.fetch(
      new Request('http://app/login', { method: 'POST', body: new URLSearchParams({ username, password }) }),
    )
    return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  }
  const cookies = [await login('ann', 'a'), await login('bob', 'b')]
  for (const [index, user] of ['ann', 'bob', 'ann'].entries()) {
    const headers = { cookie: cookies[index % 2] ?? '', 'accept-encoding': 'gzip, br' }
    const answer = await app.fetch(new Request('http://app/', { headers }))
    expect(answer.headers.get('content-encoding')).toBe('gzip')
    expect(answer.headers.get('vary')).toContain('accept-encoding')
    const bytes = Buffer.from(await answer.arrayBuffer())
    const html = gunzipSync(bytes).toString()
    expect(html).toContain(`"username":"${user}"`)
    expect(bytes.length).toBeLessThan(html.length / 2)
    const plain = await app.fetch(new Request('http://app/', { headers: { cookie: headers.cookie } }))
    expect(plain.headers.has('content-encoding')).toBe(false)
    expect(await plain.text()).toBe(html)
  }
})

test('a path without a slash leads to the one with it, beside the host it was asked for at', async () => {
  const answer = await get('/demo?a=1', { basePath: '/demo' })
  expect(answer.status).toBe(308)
  expect(answer.headers.get('location')).toBe('demo/?a=1')
  expect((await get('/demo/', { basePath: '/demo' })).status).toBe(200)
  // A login is known below the slash alone.
  const strange = await get('/demo', { basePath: '/demo', auth: { ann: 'secret' } })
  expect(strange.headers.get('location')).toBe('demo/')
})

test('files travel in the smallest form the browser takes', async () => {
  const body = async (encoding: string): Promise<Buffer> =>
    Buffer.from(await (await get('/assets/page-1.js', { headers: { 'accept-encoding': encoding } })).arrayBuffer())
  expect(brotliDecompressSync(await body('gzip, deflate, br')).toString()).toBe(script)
  expect(gunzipSync(await body('gzip, br;q=0')).toString()).toBe(script)
  expect((await body('identity, gzip;q=0.0')).toString()).toBe(script)
  const { headers } = await get('/assets/page-1.js')
  expect(headers.get('vary')).toContain('accept-encoding')
  expect(headers.get('content-type')).toBe('text/javascript; charset=utf-8')
})

test('only files of the page are served as such', async () => {
  for (const name of ['other.js', 'constructor', '__proto__', '..%2Fpackage.json']) {
    expect((await get(`/assets/${name}`)).status).toBe(404)
  }
})

test('where there is no page, its place is a list of the functions that runs nothing', async () => {
  const answer = await get('/', { page: false })
  const html = await answer.text()
  expect(html).toContain('greet()')
  expect(html).not.toContain('<script')
  expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'/)
  expect((await get('/assets/page-1.js', { page: false })).status).toBe(404)
})
