import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { chatTest } from './chat-function.ts'
import { closeBrowser } from './chromium.ts'
import { expectQuiet, leave, ready, openPage, visitApp, type Visit } from './visit.ts'

beforeAll(ready)
afterEach(leave)
afterAll(closeBrowser)

const ask = async ({ page }: Visit, text: string): Promise<void> => {
  await page.getByRole('textbox', { name: 'Message' }).fill(text)
  await page.keyboard.press('Enter')
}
const answers = ({ page }: Visit) => page.getByRole('article', { name: 'Answer', exact: true })
const questions = ({ page }: Visit) => page.getByRole('article', { name: 'You', exact: true })
const box = ({ page }: Visit) => page.getByRole('textbox', { name: 'Message' })

test('an answer streams as Markdown, and the next question goes with its history', async () => {
  const { app, gate, asked } = chatTest()
  const visit = await visitApp(app)
  gate.close()
  await ask(visit, 'one')
  await answers(visit).getByText('You said:').waitFor()
  expect(await box(visit).inputValue()).toBe('')
  gate.open()
  await answers(visit).locator('strong', { hasText: 'one' }).waitFor()
  await ask(visit, 'two')
  await answers(visit).nth(1).locator('strong', { hasText: 'two' }).waitFor()
  expect(asked).toEqual([
    { message: 'one', before: 0, files: 0 },
    { message: 'two', before: 2, files: 0 },
  ])
  expectQuiet(visit, visit.app.url)
})

test('Shift+Enter makes a line, Enter sends all of them', async () => {
  const { app, asked } = chatTest()
  const visit = await visitApp(app)
  await box(visit).fill('first')
  await box(visit).press('Shift+Enter')
  await visit.page.keyboard.type('second')
  await box(visit).press('Enter')
  await answers(visit).getByText('second').waitFor()
  expect(asked[0]?.message).toBe('first\nsecond')
})

test('Stop ends an answer where it is; what was said stays', async () => {
  const { app, gate, stopped } = chatTest()
  const visit = await visitApp(app)
  gate.close()
  await ask(visit, 'never')
  await answers(visit).getByText('You said:').waitFor()
  await visit.page.getByRole('button', { name: 'Stop' }).click()
  await visit.page.getByRole('button', { name: 'Send' }).waitFor()
  expect(await answers(visit).innerText()).toContain('You said:')
  await expect.poll(() => stopped).toEqual(['never'])
})

test('Stop is there while the question waits in line, with its place', async () => {
  const { app, gate, asked } = chatTest()
  const first = await visitApp(app)
  gate.close()
  await ask(first, 'busy')
  await answers(first).waitFor()
  const second = await openPage(first.app.url)
  await ask(second, 'waiting')
  await second.page.getByText(/Next in line/).waitFor()
  await second.page.getByRole('button', { name: 'Stop' }).click()
  await second.page.getByRole('button', { name: 'Send' }).waitFor()
  gate.open()
  await answers(first).locator('strong').waitFor()
  expect(asked.map(({ message }) => message)).toEqual(['busy'])
})

test('Retry asks again, Undo takes back, Edit asks something else', async () => {
  const { app, asked } = chatTest()
  const visit = await visitApp(app)
  await ask(visit, 'one')
  await answers(visit).locator('strong').waitFor()
  await visit.page.getByRole('button', { name: 'Retry' }).click()
  await expect.poll(() => asked.map(({ message }) => message)).toEqual(['one', 'one'])
  await visit.page.getByRole('button', { name: 'Edit' }).click()
  await visit.page.getByRole('textbox', { name: 'Edit your message' }).fill('other')
  await visit.page.keyboard.press('Enter')
  await answers(visit).locator('strong', { hasText: 'other' }).waitFor()
  expect(await questions(visit).count()).toBe(1)
  expect(asked.at(-1)).toEqual({ message: 'other', before: 0, files: 0 })
  await visit.page.getByRole('button', { name: 'Undo' }).click()
  expect(await questions(visit).count()).toBe(0)
  expect(await box(visit).inputValue()).toBe('other')
})

test('a failure shows in its place with Retry, and the message is not lost', async () => {
  const { app, asked } = chatTest()
  const visit = await visitApp(app)
  await ask(visit, 'fail')
  await visit.page
    .getByRole('alert')
    .getByText(/failed/)
    .waitFor()
  expect(await questions(visit).innerText()).toContain('fail')
  await visit.page.getByRole('button', { name: 'Retry' }).click()
  await expect.poll(() => asked.length).toBe(2)
})

test('examples begin a conversation, with the further inputs at hand', async () => {
  const { app, asked } = chatTest()
  const visit = await visitApp(app)
  await visit.page.getByText('Settings').click()
  await visit.page.getByRole('textbox', { name: 'Tone' }).fill('loud')
  await visit.page.getByRole('button', { name: 'Hello there' }).click()
  await answers(visit).locator('strong').waitFor()
  expect(asked.map(({ message }) => message)).toEqual(['Hello there'])
})
