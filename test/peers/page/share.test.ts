import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { define } from '../../../src/callable/define.ts'
import { closeBrowser } from './chromium.ts'
import { repeat } from './history-function.ts'
import { expectQuiet, leave, ready, openPage, visitApp, type Visit } from './visit.ts'

beforeAll(ready)
afterEach(leave)
afterAll(closeBrowser)

const browser = { permissions: ['clipboard-read', 'clipboard-write'] }
const text = ({ page }: Visit) => page.getByRole('textbox', { name: 'Text' })

const copied = async ({ page }: Visit, said: RegExp): Promise<string> => {
  await page.getByRole('button', { name: 'Copy link' }).click()
  await page.getByText(said).waitFor()
  return page.evaluate(() => navigator.clipboard.readText())
}

const joins = ({ requests }: Visit): number => requests.filter((url) => url.endsWith('/queue/join')).length

test('a link fills the form elsewhere, runs nothing, and its server never sees it', async () => {
  const visit = await visitApp([repeat], { browser })
  await text(visit).fill('Grüße & "so on" '.repeat(50))
  await visit.page.getByRole('checkbox', { name: 'Loud' }).check()
  await visit.page
    .locator('input[type=file]')
    .setInputFiles({ name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('x') })
  await visit.page.getByRole('button', { name: 'Remove note.txt' }).waitFor()
  const link = await copied(visit, /Link copied; files are not part of it/)
  expect(link).toContain(`${visit.app.url}/#`)
  const other = await openPage(link)
  await expect.poll(() => text(other).inputValue()).toBe('Grüße & "so on" '.repeat(50))
  expect(await other.page.getByRole('checkbox', { name: 'Loud' }).isChecked()).toBe(true)
  await expect.poll(() => other.page.evaluate(() => location.hash)).toBe('')
  expect(joins(other)).toBe(0)
  expect(other.requests.filter((url) => /inputs|pressed/.test(url.split('#')[0] ?? ''))).toEqual([])
  expectQuiet(other, visit.app.url)
})

test('with several functions the link opens the right one', async () => {
  const other = define({ name: 'other', input: { word: { type: 'string', title: 'Word' } }, run: ({ word }) => word })
  const visit = await visitApp([other, repeat], { browser })
  await visit.page.getByRole('tab', { name: 'repeat' }).click()
  await text(visit).fill('shared')
  await visit.page.getByRole('tabpanel', { name: 'repeat' }).getByRole('button', { name: 'Copy link' }).click()
  await visit.page.getByText('Link copied.').waitFor()
  const opened = await openPage(await visit.page.evaluate(() => navigator.clipboard.readText()))
  await expect.poll(() => text(opened).inputValue()).toBe('shared')
  await opened.page.getByRole('tab', { name: 'repeat', selected: true }).waitFor()
})

test('hostile links change nothing and are told of', async () => {
  const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const { app } = await visitApp([repeat])
  const nothing = [
    `#inputs=${encode(['nobody', { text: 'x' }])}`,
    '#inputs=%FF',
    '#pressed=AAAA',
    `#inputs=${encode(7)}`,
  ]
  for (const fragment of nothing) {
    const visit = await openPage(`${app.url}/${fragment}`)
    await visit.page.getByText('This link holds no inputs of this app.').waitFor()
    expect(await text(visit).inputValue()).toBe('')
    expectQuiet(visit, app.url)
  }
  const wrong = {
    text: { toString: 1 },
    times: '<img src=x onerror=hit=1>',
    loud: 'yes',
    file: { path: '/etc/passwd', url: null, orig_name: 'x', meta: { _type: 'gradio.FileData' } },
    __proto__: 1,
  }
  const visit = await openPage(`${app.url}/#inputs=${encode(['repeat', wrong])}`)
  await visit.page.getByText('Some inputs of this link do not fit and were left out.').waitFor()
  expect(await text(visit).inputValue()).toBe('')
  expect(await visit.page.getByRole('checkbox', { name: 'Loud' }).isChecked()).toBe(false)
  expect(await visit.page.evaluate(() => 'hit' in globalThis)).toBe(false)
  expect(joins(visit)).toBe(0)
  expectQuiet(visit, app.url)
})
