import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { faults } from './chat-axe.ts'
import { chatTest } from './chat-function.ts'
import { closeBrowser } from './chromium.ts'
import { expectQuiet, leave, ready, visitApp } from './visit.ts'

beforeAll(ready)
afterEach(leave)
afterAll(closeBrowser)

/** Elements that stick out at the side of the screen. */
const widest = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)

test.each(['light', 'dark'] as const)('every state of the chat is accessible, %s', async (colorScheme) => {
  const { app, gate } = chatTest({ multimodal: true })
  const { page, ...visit } = await visitApp(app, { browser: { colorScheme } })
  const box = page.getByRole('textbox', { name: 'Message' })
  await box.waitFor()
  expect(await faults(page)).toEqual([])
  await page.locator('input[type=file]').setInputFiles([
    { name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('x') },
    { name: 'empty.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
  ])
  await page.getByRole('button', { name: 'Remove note.txt' }).waitFor()
  expect(await faults(page)).toEqual([])
  await box.fill('hello')
  await box.press('Enter')
  await page.locator('.said strong').waitFor()
  expect(await faults(page)).toEqual([])
  gate.close()
  await box.fill('running')
  await box.press('Enter')
  await page.locator('.said').nth(1).waitFor()
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: 'Stop' }).click()
  gate.open()
  await box.fill('fail')
  await box.press('Enter')
  await page.getByRole('button', { name: 'Retry' }).waitFor()
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: 'Edit' }).click()
  await page.getByRole('button', { name: 'Conversations' }).click()
  await page.getByRole('dialog').waitFor()
  expect(await faults(page)).toEqual([])
  expectQuiet({ page, ...visit }, visit.app.url)
})

test.each(['ltr', 'rtl'])('nothing sticks out at 320 pixels, %s', async (direction) => {
  const { app } = chatTest({ multimodal: true })
  const { page } = await visitApp(app, { browser: { viewport: { width: 320, height: 568 } } })
  await page.evaluate((dir) => document.documentElement.setAttribute('dir', dir), direction)
  const box = page.getByRole('textbox', { name: 'Message' })
  await box.fill(
    `${'unbreakable'.repeat(20)}\n\n| a | b |\n| - | - |\n| ${'cell '.repeat(40)} | ${'wide'.repeat(40)} |`,
  )
  await box.press('Enter')
  await page.locator('.said table').waitFor()
  expect(await widest(page)).toBeLessThanOrEqual(0)
  await page.getByRole('button', { name: 'Conversations' }).click()
  await page.getByRole('dialog').waitFor()
  expect(await widest(page)).toBeLessThanOrEqual(0)
})

test('everything can be done from the keyboard', async () => {
  const { app, asked } = chatTest()
  const { page } = await visitApp(app)
  const named = () =>
    page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent)
  const tabTo = async (name: string, key = 'Tab'): Promise<void> => {
    for (let count = 0; count < 40 && (await named()) !== name; count++) await page.keyboard.press(key)
    expect(await named()).toBe(name)
  }
  await page.getByRole('textbox', { name: 'Message' }).waitFor()
  await tabTo('Hello there')
  await page.keyboard.press('Enter')
  await page.locator('.said strong').waitFor()
  await tabTo('Message')
  await page.keyboard.type('typed')
  await page.keyboard.press('Enter')
  await page.locator('.said strong', { hasText: 'typed' }).waitFor()
  await tabTo('Edit', 'Shift+Tab')
  await page.keyboard.press('Enter')
  await page.keyboard.type(' anew')
  await page.keyboard.press('Enter')
  await page.locator('.said strong', { hasText: 'typed anew' }).waitFor()
  await tabTo('Undo')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.getByRole('article', { name: 'You', exact: true }).count()).toBe(1)
  expect(asked.map(({ message }) => message)).toEqual(['Hello there', 'typed', 'typed anew'])
  expect(await named()).toBe('Message')
})
