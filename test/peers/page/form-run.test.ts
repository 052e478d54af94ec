import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { define } from '../../../src/callable/define.ts'
import { update } from '../../../src/callable/update.ts'
import { Blocks, Interface, number, text } from '../../../src/serve/index.ts'
import { count, Gate, greet, picky } from './apps.ts'
import { closeBrowser } from './chromium.ts'
import { expectQuiet, leave, ready, visit, visitApp } from './visit.ts'

beforeAll(ready)
afterEach(leave)
afterAll(closeBrowser)

const run = (page: Page) => page.getByRole('button', { name: 'Run' })
const stop = (page: Page) => page.getByRole('button', { name: 'Stop' })
const output = (page: Page, name: string) => page.getByRole('region', { name, exact: true }).locator('.shown')

/** Counts the runs that were joined. */
const joins = (requests: readonly string[]): number => requests.filter((url) => url.endsWith('/queue/join')).length

test('a run gives its outputs, says that it is done, and is begun once however often it is clicked', async () => {
  const seen = await visitApp([greet])
  const { page, requests } = seen
  await page.getByRole('textbox', { name: 'Name' }).fill('Ann')
  await page.getByRole('checkbox', { name: 'Loud' }).check()
  await run(page).dblclick()
  await expect.poll(() => output(page, 'Greeting').textContent()).toBe('HELLO ANN! HELLO ANN!')
  await page.getByText('Done').waitFor()
  expect(joins(requests)).toBe(1)
  expectQuiet(seen, seen.app.url)
})

test('outputs stream, with progress in words and the region busy until the end; what is logged stands in a live region', async () => {
  const gate = new Gate()
  const { page } = await visitApp([count(gate)])
  await run(page).click()
  const words = output(page, 'Words')
  await expect.poll(() => words.textContent()).toBe('word ')
  expect(await words.getAttribute('aria-busy')).toBe('true')
  expect(await words.getAttribute('aria-live')).toBe('polite')
  await page.getByText('counting · 1 / 3 words').waitFor()
  gate.open()
  await expect.poll(() => words.textContent()).toBe('word word ')
  expect(await page.getByRole('progressbar', { name: 'Progress' }).getAttribute('value')).toBe(String(2 / 3))
  gate.open()
  await expect.poll(() => words.textContent()).toBe('word word word ')
  gate.open()
  await page.getByRole('log').getByText('All counted').waitFor()
  await expect.poll(() => words.getAttribute('aria-busy')).toBe('false')
  await page.getByRole('button', { name: 'Dismiss' }).click()
  await expect.poll(() => page.getByText('All counted').count()).toBe(0)
})

test('Stop is there from the first moment, stops what waits and what runs, and gives the focus back to Run', async () => {
  const gate = new Gate()
  const { page, app, context } = await visitApp([count(gate)])
  await run(page).click()
  await expect.poll(() => output(page, 'Words').textContent()).toBe('word ')
  const second = await visit(context, app.url)
  await run(second.page).click()
  await second.page.getByText('Next in line').waitFor()
  await stop(second.page).click()
  await second.page.getByText('Stopped').waitFor()
  await stop(page).focus()
  await page.keyboard.press('Enter')
  await page.getByText('Stopped').waitFor()
  await expect.poll(() => run(page).evaluate((button) => button === document.activeElement)).toBe(true)
  expect(await output(page, 'Words').textContent()).toBe('word ')
  await run(second.page).click()
  await expect.poll(() => output(second.page, 'Words').textContent()).toBe('word ')
})

test('what is wrong with a value stands beside its field, tied to it, and goes when the value changes', async () => {
  const { page } = await visitApp([picky])
  const size = page.getByRole('spinbutton', { name: 'Size' })
  const word = page.getByRole('textbox', { name: 'Word' })
  await size.fill('9')
  await word.fill('x')
  await run(page).click()
  await page.getByText('size must be at most 5, not 9').waitFor()
  expect(await size.getAttribute('aria-invalid')).toBe('true')
  const described = (await size.getAttribute('aria-describedby')) ?? ''
  expect(await page.locator(`#${described.split(' ').at(-1)}`).textContent()).toBe('size must be at most 5, not 9')
  await page.getByText('word must have at least 3 characters, not 1').waitFor()
  await size.fill('2')
  await expect.poll(() => size.getAttribute('aria-invalid')).toBe('false')
})

test('a value that is needed and missing is asked for', async () => {
  const half = define({ name: 'half', input: { n: number({ label: 'N' }) }, run: ({ n }) => n / 2 })
  const { page } = await visitApp([half])
  await run(page).click()
  await page.getByText('This is needed.').waitFor()
  await page.getByText('Some values do not fit').waitFor()
})

test('a failure the function means is told in full, any other only by an id', async () => {
  const { page } = await visitApp([picky])
  await page.getByRole('textbox', { name: 'Word' }).fill('stop')
  await run(page).click()
  const alert = page.getByRole('alert').filter({ hasText: /\w/ })
  await expect.poll(() => alert.textContent()).toBe('RefusedThat word is not allowed')
  await page.getByRole('checkbox', { name: 'Secret' }).check()
  await run(page).click()
  await expect.poll(() => alert.textContent()).toMatch(/The app's log tells why, under [0-9a-f]{32}/)
  expect(await page.content()).not.toContain('1234')
})

test('Clear brings inputs, outputs and messages back to the beginning; an example fills the form', async () => {
  const { page } = await visitApp(Interface(greet, { examples: [['Grace', 3, true]] }))
  const name = page.getByRole('textbox', { name: 'Name' })
  await page.getByRole('button', { name: 'Grace' }).click()
  expect(await name.inputValue()).toBe('Grace')
  expect(await page.getByRole('slider', { name: 'Times' }).inputValue()).toBe('3')
  await run(page).click()
  await expect.poll(() => output(page, 'Greeting').textContent()).toContain('HELLO GRACE!')
  await page.getByRole('button', { name: 'Clear' }).click()
  expect(await name.inputValue()).toBe('')
  expect(await page.getByRole('slider', { name: 'Times' }).inputValue()).toBe('2')
  await expect.poll(() => output(page, 'Greeting').textContent()).toBe('')
  expect(await page.getByText('Done').count()).toBe(0)
})

test('a live function runs when its input changes, and ends with the last of it', async () => {
  const double = define({
    name: 'double',
    input: { n: number({ label: 'N', default: 1 }) },
    output: { twice: number({ label: 'Twice' }) },
    run: ({ n }) => n * 2,
  })
  const { page, requests } = await visitApp(Interface(double, { live: true }))
  await page.getByRole('spinbutton', { name: 'N' }).pressSequentially('234')
  await expect.poll(() => output(page, 'Twice').textContent()).toBe('2468')
  expect(joins(requests)).toBeLessThan(4)
})

test('all of it works by keyboard alone', async () => {
  const { page } = await visitApp([greet, picky])
  await page.locator('.tab-list').getByRole('tab', { name: 'Greet' }).focus()
  await page.keyboard.press('ArrowRight')
  expect(await page.getByRole('tab', { name: 'picky' }).getAttribute('aria-selected')).toBe('true')
  await page.keyboard.press('Home')
  const walked: string[] = []
  for (let step = 0; step < 6; step++) {
    await page.keyboard.press('Tab')
    walked.push(
      await page.evaluate(() => {
        const { activeElement: element } = document
        const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined
        return label ?? element?.getAttribute('aria-label') ?? element?.textContent ?? ''
      }),
    )
  }
  expect(walked).toEqual(['Name', 'Times', 'Times, as a number', 'Loud', 'Run', 'Clear'])
  await page.getByRole('textbox', { name: 'Name' }).focus()
  await page.keyboard.type('Ann')
  await page.keyboard.press('Enter')
  await expect.poll(() => output(page, 'Greeting').textContent()).toBe('Hello Ann! Hello Ann!')
  await page.keyboard.type('e')
  await page.keyboard.press('Control+Enter')
  await expect.poll(() => output(page, 'Greeting').textContent()).toBe('Hello Anne! Hello Anne!')
})

test('an update changes properties of a component as well as its value', async () => {
  const seen = await visitApp(
    Blocks((blocks) => {
      const box = blocks.add(text({ label: 'Box' }))
      const shown = blocks.add(text({ label: 'Shown' }))
      blocks.button('Change').click({
        inputs: [box],
        outputs: [shown],
        run: () => update({ label: 'Renamed', value: 'new' }),
      })
      blocks.button('Hide').click({ inputs: [], outputs: [box], run: () => update({ visible: false }) })
    }),
  )
  const { page } = seen
  await page.getByRole('button', { name: 'Change' }).click()
  await expect.poll(() => output(page, 'Renamed').textContent()).toBe('new')
  await page.getByRole('button', { name: 'Hide' }).click()
  await expect.poll(() => page.getByRole('textbox', { name: 'Box' }).count()).toBe(0)
  expectQuiet(seen, seen.app.url)
})
