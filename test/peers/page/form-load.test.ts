import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { define } from '../../../src/callable/define.ts'
import { text } from '../../../src/serve/index.ts'
import { everything, greet, shown } from './apps.ts'
import { closeBrowser, openBrowser } from './chromium.ts'
import { expectQuiet, leave, ready, openPage, serve, visitApp } from './visit.ts'

beforeAll(ready)
afterEach(leave)
afterAll(closeBrowser)

/** Bytes as they travel. */
const most = { script: 40 * 1024, all: 60 * 1024, requests: 6 }

test('the first load stays in its budget: requests, scripts and all bytes', async () => {
  const app = await serve([greet, everything, shown])
  const seen = await openPage('about:blank')
  const { page, requests } = seen
  const asked: Promise<{ type: string; bytes: number }>[] = []
  page.on('requestfinished', (request) => {
    const size = request.sizes()
    asked.push(size.then(({ responseBodySize: bytes }) => ({ type: request.resourceType(), bytes })))
  })
  await page.goto(`${app.url}/`, { waitUntil: 'networkidle' })
  const sizes = await Promise.all(asked)
  const bytes = (kept: (type: string) => boolean): number =>
    sizes.filter(({ type }) => kept(type)).reduce((sum, size) => sum + size.bytes, 0)
  expect(requests.length).toBeLessThanOrEqual(most.requests)
  expect(bytes((type) => type === 'script')).toBeGreaterThan(10_000)
  expect(bytes((type) => type === 'script')).toBeLessThanOrEqual(most.script)
  expect(bytes(() => true)).toBeLessThanOrEqual(most.all)
  expectQuiet({ ...seen, requests: requests.filter((url) => url !== 'about:blank') }, app.url)
})

test('files of the page are kept by the browser for ever, the page itself is asked for anew', async () => {
  const { app, page } = await visitApp([greet])
  const script = await page.locator('script[type=module]').getAttribute('src')
  const asset = await fetch(`${app.url}/${script}`, { headers: { 'accept-encoding': 'gzip' } })
  expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(asset.headers.get('content-encoding')).toBe('gzip')
  expect((await asset.text()).length).toBeGreaterThan(1_000)
  expect((await fetch(app.url)).headers.get('cache-control')).toBe('no-cache')
  expect((await fetch(`${app.url}/assets/../config.js`)).status).toBe(404)
})

test('who has logged in finds the form, and the way out', async () => {
  const { url } = await serve([greet], { auth: { ann: 'secret' } })
  const { page, context } = await openPage(url)
  expect(await page.getByRole('button', { name: 'Run' }).count()).toBe(0)
  await context.request.post(`${url}/login`, { form: { username: 'ann', password: 'secret' } })
  await page.goto(url)
  await page.getByRole('button', { name: 'Run' }).click()
  await page.getByText('Done').waitFor()
  await page.getByRole('link', { name: 'Log out ann' }).click()
  await expect.poll(() => page.getByRole('button', { name: 'Run' }).count()).toBe(0)
})

test('the policy lets in nothing but the page itself', async () => {
  const { app, page } = await visitApp([greet])
  const policy = (await fetch(app.url)).headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toMatch(/unsafe|https?:|\*/)
  const stopped = await page.evaluate(async () => {
    const script = Object.assign(document.createElement('script'), { textContent: 'window.ran = true' })
    document.body.append(script)
    const asked = await fetch('http://127.0.0.1:9/').then(
      () => true,
      () => false,
    )
    return { ran: 'ran' in window, asked }
  })
  expect(stopped).toEqual({ ran: false, asked: false })
})

test('other pages may show the app in a frame only where its options say so', async () => {
  const policy = async (frames?: readonly string[]): Promise<string> => {
    const { url } = await serve([greet], { frames })
    return (await fetch(url)).headers.get('content-security-policy') ?? ''
  }
  expect(await policy()).toMatch(/frame-ancestors 'self'$/)
  expect(await policy(['https://example.com'])).toMatch(/frame-ancestors 'self' https:\/\/example\.com$/)
})

test('the document says its language and what it is, and no two elements share an id', async () => {
  const { page } = await visitApp([greet, everything, shown], { title: 'Many forms' })
  expect(await page.title()).toBe('Many forms')
  expect(await page.locator('html').getAttribute('lang')).toBe('en')
  await page.getByRole('button', { name: 'Run' }).waitFor()
  const ids = await page.locator('[id]').evaluateAll((all) => all.map(({ id }) => id))
  expect(ids.length).toBeGreaterThan(20)
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
})

test('without scripts, the page says what there is', async () => {
  const { url } = await serve([greet], { title: 'Plain' })
  const scriptless = await openBrowser('--blink-settings=scriptEnabled=false')
  try {
    const page = await scriptless.newPage()
    await page.goto(url)
    const words = await page.locator('body').innerText()
    for (const part of ['Plain', 'Says hello to somebody', 'greet(name, times, loud)']) expect(words).toContain(part)
  } finally {
    await scriptless.close()
  }
})

test('a page whose script never arrives says so, and can be loaded again', async () => {
  const { url } = await serve([greet])
  const { page } = await openPage('about:blank')
  const scripts = '**/assets/*.js'
  await page.route(scripts, (route) => route.abort())
  await page.goto(url)
  await page.getByText('The page has not started').waitFor()
  await page.unroute(scripts)
  await page.getByRole('link', { name: 'Load it again' }).click()
  await page.getByRole('button', { name: 'Run' }).waitFor()
  expect(await page.getByText('The page has not started').count()).toBe(0)
})

test('the page works below any path, with and without a slash at its end', async () => {
  const { url } = await serve([greet], { basePath: '/apps/one' })
  for (const path of ['/apps/one', '/apps/one/']) {
    const seen = await openPage(url + path)
    await seen.page.getByRole('textbox', { name: 'Name' }).fill('Ann')
    await seen.page.getByRole('button', { name: 'Run' }).click()
    await seen.page.getByText('Hello Ann! Hello Ann!').waitFor()
    expectQuiet(seen, url)
  }
})

test('what the app is called and says of itself is text, never markup', async () => {
  const hostile = `</script><script>window.ran = 1</script><img src=x onerror="window.ran = 2">\u2028"'`
  const named = define({
    name: 'plain',
    title: hostile,
    input: { a: text({ label: hostile, description: hostile, placeholder: hostile, default: hostile }) },
    output: { b: text({ label: hostile }) },
    run: ({ a }) => a,
  })
  const seen = await visitApp([named, greet], { title: hostile, description: 'plain' })
  await seen.page.getByRole('button', { name: 'Run' }).click()
  await seen.page.locator('.output .text').filter({ hasText: 'window.ran' }).waitFor()
  expect(await seen.page.evaluate(() => 'ran' in window)).toBe(false)
  expect(await seen.page.title()).toContain('</script>')
  expectQuiet(seen, seen.app.url)
})
