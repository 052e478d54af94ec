import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { define } from '../../../src/callable/define.ts'
import { chatbot, multimodalText } from '../../../src/serve/build/words/chat.ts'
import { faults } from './chat-axe.ts'
import { closeBrowser } from './chromium.ts'
import { expectQuiet, leave, ready, visitApp } from './visit.ts'

beforeAll(ready)
afterEach(leave)
afterAll(closeBrowser)

interface Message {
  readonly text?: string
  readonly files?: readonly { readonly name: string }[]
}

const talk = define({
  name: 'talk',
  input: { message: multimodalText({ label: 'Message', types: ['.txt'] }) },
  output: { talk: chatbot({ label: 'Talk' }) },
  async *run({ message }) {
    const { text = '', files = [] } = message as Message
    const asked = { role: 'user', content: text }
    yield [asked, { role: 'assistant', content: 'Well, ' }]
    yield [asked, { role: 'assistant', content: `Well, **${text}** with ${files.map(({ name }) => name).join()}` }]
  },
})

test('a message with files is an input, a conversation an output, of any form', async () => {
  const visit = await visitApp([talk])
  const { page } = visit
  const box = page.getByRole('textbox', { name: 'Message' })
  await box.fill('hello')
  const chooser = page.locator('input[type=file]')
  await chooser.setInputFiles({ name: 'photo.png', mimeType: 'image/png', buffer: Buffer.from('x') })
  await page.getByText(/photo.png is not of the right type/).waitFor()
  await page.getByRole('button', { name: 'Remove photo.png' }).click()
  await chooser.setInputFiles({ name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('x') })
  // The run waits for the file.
  await box.press('Enter')
  await page.getByRole('article', { name: 'Answer', exact: true }).getByText('with note.txt').waitFor()
  expect(await page.locator('.said strong').innerText()).toBe('hello')
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await faults(page)).toEqual([])
  }
  expectQuiet(visit, visit.app.url)
})
