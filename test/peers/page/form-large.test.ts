import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { define } from '../../../src/callable/define.ts'
import { dataframe, json, text } from '../../../src/serve/index.ts'
import { closeBrowser } from './chromium.ts'
import { leave, ready, visitApp } from './visit.ts'

beforeAll(ready)
afterEach(leave)
afterAll(closeBrowser)

const tokens = 1_000_000

test('a text of a million tokens streams in while the page answers, is all there, and can be copied', async () => {
  const story = define({
    name: 'story',
    output: { story: text({ label: 'Story' }) },
    async *run() {
      let all = ''
      for (let done = 0; done < tokens; done += 5_000) {
        all += `${'word '.repeat(4_999)}end\n`
        yield all
        await new Promise((resolve) => setImmediate(resolve))
      }
    },
  })
  const { page, context } = await visitApp([story])
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const shown = page.getByRole('region', { name: 'Story' }).locator('.text')
  await page.getByRole('button', { name: 'Run' }).click()
  await expect.poll(() => shown.locator('div').count()).toBeGreaterThan(1)
  // What stands there is never drawn again.
  await shown.evaluate((element) => {
    Object.assign(window, { redrawn: 0 })
    new MutationObserver((changes) => {
      for (const { removedNodes } of changes) {
        Object.assign(window, { redrawn: Number(Reflect.get(window, 'redrawn')) + removedNodes.length })
      }
    }).observe(element, { childList: true, subtree: true })
  })
  await page.getByLabel('Colour scheme').selectOption('dark')
  expect(await page.locator('html').getAttribute('data-scheme')).toBe('dark')
  await expect.poll(() => page.locator('.status.is-done').count(), { timeout: 50_000 }).toBe(1)
  expect(await page.evaluate(() => Number(Reflect.get(window, 'redrawn')))).toBe(0)
  const whole = `${'word '.repeat(4_999)}end\n`.repeat(tokens / 5_000)
  expect(((await shown.textContent()) ?? '').replaceAll('\n', '')).toBe(whole.replaceAll('\n', ''))
  await page.locator('.output-head button').click()
  await expect.poll(() => page.evaluate(async () => (await navigator.clipboard.readText()).length)).toBe(whole.length)
})

test('of a table of ten thousand rows only those in sight are drawn, and all can be reached', async () => {
  const table = define({
    name: 'table',
    output: { rows: dataframe({ label: 'Rows' }) },
    run: () => ({
      headers: ['n', 'square'],
      data: Array.from({ length: 10_000 }, (_, n) => [n, n * n]),
      metadata: null,
    }),
  })
  const { page } = await visitApp([table])
  await page.getByRole('button', { name: 'Run' }).click()
  await page.getByRole('cell', { name: '81', exact: true }).waitFor()
  expect(await page.locator('tbody tr').count()).toBeLessThan(60)
  expect(await page.getByRole('table').getAttribute('aria-rowcount')).toBe('10001')
  await page.locator('.table').evaluate((element) => element.scrollTo(0, element.scrollHeight))
  await page.getByRole('cell', { name: String(9_999 * 9_999) }).waitFor()
  expect(await page.locator('tbody tr').count()).toBeLessThan(60)
})

test('a long list opens in parts', async () => {
  const list = define({
    name: 'list',
    output: { list: json({ label: 'List' }) },
    run: () => Array.from({ length: 5_000 }, (_, n) => ({ n })),
  })
  const { page } = await visitApp([list])
  await page.getByRole('button', { name: 'Run' }).click()
  await page.getByText('5000 elements').waitFor()
  expect(await page.locator('.json details').count()).toBe(101)
  await page.getByRole('button', { name: 'Show more' }).click()
  await expect.poll(() => page.locator('.json details').count()).toBe(1_101)
})
