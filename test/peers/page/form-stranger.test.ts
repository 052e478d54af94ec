import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { define } from '../../../src/callable/define.ts'
import { Interface, number, text } from '../../../src/serve/index.ts'
import { files, greet } from './apps.ts'
import { closeBrowser } from './chromium.ts'
import { expectQuiet, leave, ready, openPage, serve, visitApp } from './visit.ts'

beforeAll(ready)
afterEach(leave)
afterAll(closeBrowser)

test('sixty functions are sixty tabs; arrows go through them and leave no trail for Back', async () => {
  const many = Array.from({ length: 60 }, (_, n) =>
    define({ name: `function_${n}`, output: { n: text({ label: 'N' }) }, run: () => String(n) }),
  )
  const { page } = await visitApp(many)
  await page.getByRole('tab', { name: 'function_1', exact: true }).click()
  const before = await page.evaluate(() => history.length)
  for (let step = 0; step < 40; step++) await page.keyboard.press('ArrowRight')
  const open = page.getByRole('tab', { selected: true })
  await expect.poll(() => open.textContent()).toBe('function_41')
  await expect.poll(() => new URL(page.url()).hash).toBe('#function_41')
  expect(await page.evaluate(() => history.length)).toBe(before)
  await page.getByRole('button', { name: 'Run' }).click()
  await page.getByRole('region', { name: 'N' }).getByText('41').waitFor()
  await page.goBack()
  await expect.poll(() => open.textContent()).toBe('function_0')
})

test('an app without functions says so', async () => {
  const seen = await visitApp([])
  await seen.page.getByText('This app has no functions yet.').waitFor()
  expectQuiet(seen, seen.app.url)
})

test('of forty parameters, the first that does not fit gets the focus', async () => {
  const names = Array.from({ length: 40 }, (_, n) => `p${n}`)
  const wide = define({
    name: 'wide',
    input: Object.fromEntries(
      names.map((name, n) => [name, number({ label: name, default: n === 4 ? undefined : 1 })]),
    ),
    output: { sum: number({ label: 'Sum' }) },
    run: (given) => Object.values(given).reduce((sum: number, one) => sum + Number(one), 0),
  })
  const { page } = await visitApp(Interface(wide))
  await page.getByRole('button', { name: 'Run' }).click()
  const missing = page.getByRole('spinbutton', { name: 'p4', exact: true })
  await expect.poll(() => missing.evaluate((one) => one === document.activeElement)).toBe(true)
  await page.keyboard.type('2')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('region', { name: 'Sum' }).getByText('41').waitFor()
})

test('a file let go beside a field does not take the page away', async () => {
  const { page } = await visitApp([files])
  await page.getByRole('button', { name: 'Run' }).waitFor()
  const refused = await page.evaluate(() =>
    ['dragover', 'drop'].map((name) => {
      const data = new DataTransfer()
      data.items.add(new File(['words'], 'stray.txt'))
      return !document.body.dispatchEvent(new DragEvent(name, { dataTransfer: data, bubbles: true, cancelable: true }))
    }),
  )
  expect(refused).toEqual([true, true])
})

test('a folder is refused by its name beside the field, and nothing is sent', async () => {
  const { page, context, requests } = await visitApp([files])
  const folder = await mkdtemp(join(tmpdir(), 'hfn-folder-'))
  try {
    const box = await page.locator('.drop').nth(1).boundingBox()
    const at = { x: (box?.x ?? 0) + 20, y: (box?.y ?? 0) + 20 }
    const devtools = await context.newCDPSession(page)
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await devtools.send('Input.dispatchDragEvent', {
        type,
        ...at,
        data: { items: [], files: [folder], dragOperationsMask: 1 },
      })
    await page.getByText(`${basename(folder)} is a folder`).waitFor()
    expect(requests.filter((url) => url.includes('/upload'))).toEqual([])
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('who was logged out is led to the login, and finds the inputs again', async () => {
  const { url } = await serve([greet], { auth: { ann: 'secret' }, basePath: '/apps/one' })
  const { page, context } = await openPage('about:blank')
  const login = () => context.request.post(`${url}/apps/one/login`, { form: { username: 'ann', password: 'secret' } })
  await login()
  await page.goto(`${url}/apps/one`)
  await page.getByRole('textbox', { name: 'Name' }).fill('Grace')
  await context.clearCookies()
  await page.getByRole('button', { name: 'Run' }).click()
  await page.getByText('Please log in').waitFor()
  await login()
  await page.getByRole('link', { name: 'Log in' }).click()
  await expect.poll(() => page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Grace')
  await page.getByRole('button', { name: 'Run' }).click()
  await page.getByText('Hello Grace! Hello Grace!').waitFor()
})

test('a password goes to the function alone: it is kept nowhere, and stands in no link or snippet', async () => {
  const secret = 'open-sesame'
  const enter = define({
    name: 'enter',
    input: { word: text({ label: 'Word', password: true }), name: text({ label: 'Name' }) },
    output: { said: text({ label: 'Said' }) },
    run: ({ word, name }) => `${name} knows ${word.length} letters`,
  })
  const { page } = await visitApp(Interface(enter), { browser: { permissions: ['clipboard-read', 'clipboard-write'] } })
  await page.getByLabel('Word').fill(secret)
  await page.getByLabel('Name').fill('Ann')
  await page.getByRole('button', { name: 'Run' }).click()
  await page.getByText('Ann knows 11 letters').waitFor()
  await page.getByRole('button', { name: 'Copy link' }).click()
  await page.getByText('Link copied').waitFor()
  const link = await page.evaluate(() => navigator.clipboard.readText())
  await page.getByRole('button', { name: 'API', exact: true }).click()
  await page.getByRole('button', { name: /^Copy TypeScript/ }).waitFor()
  expect(await page.locator('dialog').textContent()).not.toContain(secret)
  await page.reload()
  await expect.poll(() => page.getByLabel('Name').inputValue()).toBe('Ann')
  expect(await page.getByLabel('Word').inputValue()).toBe('')
  const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage].map(Object.entries)))
  expect(kept).toContain('Ann')
  expect(kept).not.toContain(secret)
  await page.goto(link)
  await page.reload()
  await expect.poll(() => page.getByLabel('Name').inputValue()).toBe('Ann')
  expect(await page.getByLabel('Word').inputValue()).toBe('')
})

for (const width of [320, 1200]) {
  test(`very long words are broken, or cut in tabs, at ${width} pixels`, async () => {
    const long = 'Donaudampfschifffahrtsgesellschaftskapitän'.repeat(8)
    const wordy = define({
      name: 'wordy'.repeat(20),
      title: long,
      description: long,
      input: { [`a${'b'.repeat(199)}`]: text({ label: long, description: long, placeholder: long, default: '' }) },
      output: { out: text({ label: long }) },
      run: () => long,
    })
    const { page } = await visitApp([wordy, greet], { title: long, browser: { viewport: { width, height: 800 } } })
    const overhang = (selector: string): Promise<number> =>
      page.locator(selector).evaluate((one) => one.scrollWidth - one.clientWidth)
    await page.getByRole('button', { name: 'Run' }).click()
    await page.locator('.output .text').filter({ hasText: long }).waitFor()
    expect(await overhang('html')).toBe(0)
    const tab = await page.getByRole('tab').first().boundingBox()
    expect(tab?.width).toBeLessThanOrEqual(256)
    await page.getByRole('button', { name: 'API', exact: true }).click()
    await page
      .getByRole('button', { name: /^Copy TypeScript/ })
      .first()
      .waitFor()
    expect(await overhang('dialog')).toBe(0)
  })
}
