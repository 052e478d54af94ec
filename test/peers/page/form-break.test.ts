import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { define } from '../../../src/callable/define.ts'
import { text } from '../../../src/serve/index.ts'
import { count, Gate, greet } from './apps.ts'
import { closeBrowser } from './chromium.ts'
import { lineTo } from './line.ts'
import { leave, ready, openPage, serve, visit, visitApp } from './visit.ts'

beforeAll(ready)
afterEach(leave)
afterAll(closeBrowser)

const run = (page: Page) => page.getByRole('button', { name: 'Run' })
const output = (page: Page, name: string) => page.getByRole('region', { name, exact: true }).locator('.shown')

test('a run goes on where its stream was cut, and is not begun again', async () => {
  const gate = new Gate()
  const { port } = await serve([count(gate)])
  const line = await lineTo(port)
  const { page, requests } = await openPage(line.url)
  await page.getByRole('spinbutton', { name: 'To' }).fill('2')
  await run(page).click()
  await expect.poll(() => output(page, 'Words').textContent()).toBe('word ')
  line.cut(true)
  await page.getByText('The connection to the app is lost').waitFor()
  gate.open()
  gate.open()
  line.up()
  await expect.poll(() => output(page, 'Words').textContent()).toBe('word word ')
  gate.open()
  await page.getByText('Done').waitFor()
  await expect.poll(() => page.getByText('The connection to the app is lost').count()).toBe(0)
  expect(requests.filter((url) => url.endsWith('/queue/join'))).toHaveLength(1)
  await line.close()
})

test('a run that cannot be begun says so, keeps the inputs, and can be begun when the app is back', async () => {
  const { port } = await serve([greet])
  const line = await lineTo(port)
  const { page } = await openPage(line.url)
  await page.getByRole('textbox', { name: 'Name' }).fill('Ann')
  line.cut(true)
  await run(page).click()
  await page.getByText('The app could not be reached').waitFor()
  line.up()
  await expect.poll(() => page.getByText('The connection to the app is lost').count()).toBe(0)
  await run(page).click()
  await expect.poll(() => output(page, 'Greeting').textContent()).toBe('Hello Ann! Hello Ann!')
  await line.close()
})

test('when the app was started anew, the page loads it and keeps the inputs', async () => {
  const gate = new Gate()
  const first = await serve([count(gate), greet])
  const { page } = await openPage(first.url)
  await page.getByRole('spinbutton', { name: 'To' }).fill('7')
  await run(page).click()
  await expect.poll(() => output(page, 'Words').textContent()).toBe('word ')
  await first.close()
  await page.getByText('The connection to the app is lost').waitFor()
  await serve([count(gate), greet], { port: first.port, title: 'Rebuilt' })
  await expect.poll(() => page.title()).toBe('Rebuilt')
  expect(await page.getByRole('spinbutton', { name: 'To' }).inputValue()).toBe('7')
})

test('a page loaded again in the middle of a run takes it up', async () => {
  const gate = new Gate()
  const { page, requests } = await visitApp([count(gate)])
  await page.getByRole('spinbutton', { name: 'To' }).fill('2')
  await run(page).click()
  await expect.poll(() => output(page, 'Words').textContent()).toBe('word ')
  await page.reload()
  await expect.poll(() => output(page, 'Words').textContent()).toBe('word ')
  await page.getByRole('button', { name: 'Stop' }).waitFor()
  gate.open()
  await expect.poll(() => output(page, 'Words').textContent()).toBe('word word ')
  gate.open()
  await page.getByText('Done').waitFor()
  expect(await page.getByRole('spinbutton', { name: 'To' }).inputValue()).toBe('2')
  expect(requests.filter((url) => url.endsWith('/queue/join'))).toHaveLength(1)
})

test('each tab is a visitor of its own, who stays the same when the page is loaded again', async () => {
  const tally = define({
    name: 'tally',
    output: { count: text({ label: 'Count' }) },
    run: (_, { session }) => {
      const before = session.state['count']
      const next = (typeof before === 'number' ? before : 0) + 1
      session.state['count'] = next
      return String(next)
    },
  })
  const { page, context, app } = await visitApp([tally])
  await run(page).click()
  await expect.poll(() => output(page, 'Count').textContent()).toBe('1')
  const other = await visit(context, app.url)
  await run(other.page).click()
  await expect.poll(() => output(other.page, 'Count').textContent()).toBe('1')
  await page.reload()
  await run(page).click()
  await expect.poll(() => output(page, 'Count').textContent()).toBe('2')
})

test('the address names the open form; back and forward go through them, and inputs stay', async () => {
  const { page, app, context } = await visitApp([greet, count(new Gate())])
  await page.getByRole('textbox', { name: 'Name' }).fill('Ann')
  await page.getByRole('tab', { name: 'count' }).click()
  await expect.poll(() => new URL(page.url()).hash).toBe('#count')
  await page.goBack()
  expect(await page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Ann')
  await page.goForward()
  await page.getByRole('spinbutton', { name: 'To' }).waitFor()
  const second = await visit(context, `${app.url}/#count`)
  await second.page.getByRole('spinbutton', { name: 'To' }).waitFor()
})
