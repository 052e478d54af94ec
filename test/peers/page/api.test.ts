import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { faults } from './chat-axe.ts'
import { closeBrowser } from './chromium.ts'
import { repeat } from './history-function.ts'
import { expectQuiet, leave, ready, visitApp } from './visit.ts'

beforeAll(ready)
afterEach(leave)
afterAll(closeBrowser)

test('snippets hold what stands in the form, in each language, and are copied as they are', async () => {
  const visit = await visitApp([repeat], { browser: { permissions: ['clipboard-read', 'clipboard-write'] } })
  const { page, app } = visit
  await page.getByRole('textbox', { name: 'Text' }).fill(`it's me`)
  await page.getByRole('button', { name: 'API', exact: true }).click()
  const drawer = page.getByRole('dialog', { name: 'API' })
  const code = drawer.locator('figure pre')
  const wanted = {
    TypeScript: `await app.run('repeat', { text: 'it\\'s me', times: 2, loud: false })`,
    'Command line': `hfn call ${app.url} repeat --text 'it'\\''s me' --times=2 --no-loud`,
    curl: `-d '{"data":["it'\\''s me",2,false,null]}'`,
    Python: `text="it's me",`,
    JavaScript: `await Client.connect('${app.url}')`,
  }
  for (const [language, text] of Object.entries(wanted)) {
    await drawer.getByRole('radio', { name: language, exact: true }).check()
    await expect.poll(() => code.innerText()).toContain(text)
    await drawer.getByRole('button', { name: `Copy ${language}: repeat` }).click()
    await drawer.getByText('Copied').waitFor()
    // What was copied before may still be said to be.
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain(text)
  }
  await drawer.getByText('times', { exact: true }).waitFor()
  await drawer.getByText('default 2').waitFor()
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme })
    expect(await faults(page)).toEqual([])
  }
  await page.keyboard.press('Escape')
  await expect.poll(() => drawer.count()).toBe(0)
  expectQuiet(visit, app.url)
})

test('an attached file stands under its name', async () => {
  const { page } = await visitApp([repeat])
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'my note.txt', mimeType: 'text/plain', buffer: Buffer.from('x') })
  await page.getByRole('button', { name: 'Remove my note.txt' }).waitFor()
  await page.getByRole('button', { name: 'API', exact: true }).click()
  const drawer = page.getByRole('dialog', { name: 'API' })
  await drawer.getByRole('radio', { name: 'Python' }).check()
  await drawer.getByText('handle_file("my note.txt")').waitFor()
})

test('a description that cannot be loaded is told, and asked for again', async () => {
  const { page } = await visitApp([repeat])
  await page.route('**/info', (route) => route.abort())
  await page.getByRole('button', { name: 'API', exact: true }).click()
  await page.getByText(/could not be loaded/).waitFor()
  await page.unroute('**/info')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'API', exact: true }).click()
  await page.getByRole('heading', { name: 'repeat' }).last().waitFor()
})
