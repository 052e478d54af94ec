import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { Interface } from '../../../src/serve/build/interface.ts'
import { joinPages } from '../../../src/serve/describe/join-pages.ts'
import { chatTest } from './chat-function.ts'
import { closeBrowser } from './chromium.ts'
import { repeat } from './history-function.ts'
import { expectQuiet, leave, ready, visit, visitApp, type Visit } from './visit.ts'

beforeAll(ready)
afterEach(leave)
afterAll(closeBrowser)

const box = ({ page }: Visit) => page.getByRole('textbox', { name: 'Message' })
const ask = async (one: Visit, text: string): Promise<void> => {
  await box(one).fill(text)
  await box(one).press('Enter')
}
const answer = ({ page }: Visit, text: string) => page.locator('.said strong', { hasText: text })
const asked = ({ page }: Visit) => page.getByRole('article', { name: 'You', exact: true }).allInnerTexts()

test('a reload keeps the conversation; another tab begins its own and finds it in the list', async () => {
  const { app, asked: heard } = chatTest()
  const one = await visitApp(app)
  await ask(one, 'remember me')
  await answer(one, 'remember me').waitFor()
  await one.page.reload()
  await answer(one, 'remember me').waitFor()
  await ask(one, 'and now')
  await answer(one, 'and now').waitFor()
  expect(heard.at(-1)?.before).toBe(2)
  const other = await visit(one.context, one.app.url)
  await box(other).waitFor()
  expect(await asked(other)).toEqual([])
  await other.page.getByRole('button', { name: 'Conversations' }).click()
  await other.page.getByRole('button', { name: /^remember me/ }).click()
  await answer(other, 'and now').waitFor()
  expectQuiet(other, one.app.url)
})

test('conversations are begun, named, gone back to and removed', async () => {
  const { app } = chatTest()
  const one = await visitApp(app)
  const { page } = one
  const list = () => page.getByRole('button', { name: 'Conversations' }).click()
  await ask(one, 'first')
  await answer(one, 'first').waitFor()
  await page.getByRole('button', { name: 'New', exact: true }).click()
  expect(await asked(one)).toEqual([])
  await ask(one, 'second')
  await answer(one, 'second').waitFor()
  await list()
  await page.getByRole('button', { name: 'Rename first' }).click()
  await page.getByRole('textbox', { name: 'Name of the conversation' }).fill('Parrots')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /^Parrots/ }).click()
  await answer(one, 'first').waitFor()
  expect(await page.getByRole('dialog').count()).toBe(0)
  await list()
  await page.getByRole('button', { name: 'Delete Parrots' }).click()
  await expect.poll(() => page.getByRole('dialog').getByRole('listitem').count()).toBe(1)
  await page.getByRole('button', { name: 'Delete all' }).click()
  await page.getByText(/kept here, in this browser only/).waitFor()
  await page.keyboard.press('Escape')
  await page.reload()
  await box(one).waitFor()
  expect(await asked(one)).toEqual([])
})

test('files are attached by choosing, pasting and dropping, and taken back', async () => {
  const { app, asked: heard } = chatTest({ multimodal: true })
  const one = await visitApp(app)
  const { page } = one
  const file = (name: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(name) })
  await page
    .locator('input[type=file]')
    .setInputFiles([file('a.txt'), file('b.txt'), { ...file('empty.txt'), buffer: Buffer.alloc(0) }])
  await page.getByText('empty.txt is empty').waitFor()
  for (const event of ['paste', 'drop'] as const) {
    await box(one).evaluate((element, type) => {
      const data = new DataTransfer()
      data.items.add(new File([type], `${type}.txt`, { type: 'text/plain' }))
      const shared = { bubbles: true, cancelable: true }
      element.dispatchEvent(
        type === 'paste'
          ? new ClipboardEvent('paste', { ...shared, clipboardData: data })
          : new DragEvent('drop', { ...shared, dataTransfer: data }),
      )
    }, event)
  }
  await page.getByRole('button', { name: 'Remove empty.txt' }).click()
  await page.getByRole('button', { name: 'Remove b.txt' }).click()
  await box(one).fill('look')
  await box(one).press('Enter')
  await answer(one, 'look').waitFor()
  expect(heard).toEqual([{ message: 'look', before: 0, files: 3 }])
  const links = page.getByRole('article', { name: 'You', exact: true }).getByRole('link')
  expect((await links.allInnerTexts()).toSorted()).toEqual(['a.txt', 'drop.txt', 'paste.txt'])
  await page.reload()
  await ask(one, 'and again')
  await answer(one, 'and again').waitFor()
  expect(heard.at(-1)).toEqual({ message: 'and again', before: 2, files: 0 })
})

test('the newest stays in view until its reader goes up, and is one button away', async () => {
  const { app, gate } = chatTest()
  const one = await visitApp(app)
  const { page } = one
  const fromEnd = () => page.evaluate(() => document.documentElement.scrollHeight - innerHeight - scrollY)
  await ask(one, 'long')
  await answer(one, '199').waitFor()
  await expect.poll(fromEnd).toBeLessThan(5)
  gate.close()
  await ask(one, 'short')
  await page.mouse.move(400, 300)
  await page.mouse.wheel(0, -2_000)
  await page.getByRole('button', { name: 'Newest' }).waitFor()
  const place = await page.evaluate(() => scrollY)
  gate.open()
  await answer(one, 'short').waitFor({ state: 'attached' })
  expect(await page.evaluate(() => scrollY)).toBe(place)
  await page.getByRole('button', { name: 'Newest' }).click()
  await expect.poll(fromEnd).toBeLessThan(5)
  await expect.poll(() => page.getByRole('button', { name: 'Newest' }).count()).toBe(0)
})

test('a reload in the middle of an answer goes on with it, and keeps what is being written', async () => {
  const { app, gate, asked: heard } = chatTest()
  const one = await visitApp(app)
  gate.close()
  await ask(one, 'patience')
  await one.page.locator('.said').waitFor()
  await box(one).fill('half a sent')
  await one.page.reload()
  await one.page.getByRole('button', { name: 'Stop' }).waitFor()
  expect(await box(one).inputValue()).toBe('half a sent')
  gate.open()
  await answer(one, 'patience').waitFor()
  expect(heard).toHaveLength(1)
})

test('a chat may be one of several tabs', async () => {
  const { app } = chatTest()
  const one = await visitApp(joinPages([app, Interface(repeat)]))
  await ask(one, 'hello')
  await answer(one, 'hello').waitFor()
  await one.page.getByRole('tab', { name: 'repeat' }).click()
  await one.page.getByRole('textbox', { name: 'Text' }).fill('x')
  await one.page.getByRole('button', { name: 'Run' }).click()
  await one.page.getByText('x x').first().waitFor()
})
