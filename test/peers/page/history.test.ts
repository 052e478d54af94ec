import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { faults } from './chat-axe.ts'
import { closeBrowser } from './chromium.ts'
import { repeat } from './history-function.ts'
import { expectQuiet, leave, ready, visitApp, type Visit } from './visit.ts'

beforeAll(ready)
afterEach(leave)
afterAll(closeBrowser)

const text = ({ page }: Visit) => page.getByRole('textbox', { name: 'Text' })
const entries = ({ page }: Visit) => page.getByRole('dialog', { name: 'History' }).getByRole('listitem')
const open = ({ page }: Visit) => page.getByRole('button', { name: 'History', exact: true }).click()
const run = async (visit: Visit, words: string, ends: RegExp): Promise<void> => {
  await text(visit).fill(words)
  await visit.page.getByRole('button', { name: 'Run' }).click()
  await visit.page.getByText(ends).first().waitFor()
}

test('past runs are listed newest first, also after a reload, and put back without running', async () => {
  const visit = await visitApp([repeat])
  const { page, requests } = visit
  await run(visit, 'one', /one one/)
  await run(visit, 'fail', /The function failed/)
  await page.reload()
  await open(visit)
  await expect.poll(() => entries(visit).count()).toBe(2)
  expect(await entries(visit).first().innerText()).toMatch(/fail[^]*Failed/)
  expect(await faults(page)).toEqual([])
  const before = requests.filter((url) => url.endsWith('/queue/join')).length
  await page.getByRole('button', { name: /^one/ }).click()
  await expect.poll(() => text(visit).inputValue()).toBe('one')
  await page.getByText('one one').waitFor()
  expect(requests.filter((url) => url.endsWith('/queue/join')).length).toBe(before)
  expectQuiet(visit, visit.app.url)
})

test('one run is forgotten, then all', async () => {
  const visit = await visitApp([repeat])
  for (const words of ['one', 'two', 'three']) await run(visit, words, new RegExp(`${words} ${words}`))
  await open(visit)
  await expect.poll(() => entries(visit).count()).toBe(3)
  await visit.page.getByRole('button', { name: /^Forget two/ }).click()
  await expect.poll(() => entries(visit).count()).toBe(2)
  await visit.page.getByRole('button', { name: 'Clear all' }).click()
  await visit.page.getByText(/kept here, in this browser only/).waitFor()
  await visit.page.reload()
  await open(visit)
  await visit.page.getByText(/kept here, in this browser only/).waitFor()
})

test('a file that is gone is left out, and said so', async () => {
  const visit = await visitApp([repeat])
  const { page } = visit
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('x') })
  await page.getByRole('button', { name: 'Remove note.txt' }).waitFor()
  await run(visit, 'with', /with with/)
  await page.reload()
  await page.route('**/file=**', (route) => route.fulfill({ status: 404 }))
  await open(visit)
  await page.getByRole('button', { name: /^with/ }).click()
  await page.getByText('The app no longer has a file of this run.').waitFor()
  expect(await text(visit).inputValue()).toBe('with')
  expect(await page.getByRole('button', { name: 'Remove note.txt' }).count()).toBe(0)
})

test('a browser that keeps nothing is no hindrance', async () => {
  const visit = await visitApp([repeat])
  await visit.page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(globalThis, name, {
        get() {
          throw new DOMException('denied', 'SecurityError')
        },
      })
    }
  })
  await visit.page.reload()
  await run(visit, 'one', /one one/)
  await open(visit)
  await visit.page.getByText(/kept here, in this browser only/).waitFor()
  expect(visit.complaints).toEqual([])
})
