import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { define } from '../../../src/callable/define.ts'
import { dropdown, json, number } from '../../../src/serve/index.ts'
import { everything, shown } from './apps.ts'
import { closeBrowser } from './chromium.ts'
import { expectQuiet, leave, ready, visitApp } from './visit.ts'

beforeAll(ready)
afterEach(leave)
afterAll(closeBrowser)

/** Runs, and reads what the function was given. */
const given = async (page: Page): Promise<unknown> => {
  await page.getByRole('button', { name: 'Run' }).click()
  await page.locator('.status.is-done').waitFor()
  await page.getByRole('button', { name: 'Copy', exact: true }).click()
  await page.getByText('Copied').waitFor()
  return JSON.parse(await page.evaluate(() => navigator.clipboard.readText()))
}

test('every field sends what it shows: untouched, and changed', async () => {
  const { page, context } = await visitApp([everything])
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  expect(await given(page)).toEqual({
    word: 'one',
    story: '',
    key: '',
    amount: 1,
    share: 0.5,
    sure: false,
    colours: [],
    size: 'small',
    kind: 'a',
    tags: [],
    ink: '#336699',
    when: '2026-01-02 03:04:05',
    extra: null,
    program: '',
  })
  await page.getByRole('textbox', { name: 'Word' }).fill('two')
  await page.getByRole('textbox', { name: 'Story' }).fill('a\nb')
  await page.getByLabel('Key').fill('secret')
  expect(await page.getByLabel('Key').getAttribute('type')).toBe('password')
  await page.getByRole('spinbutton', { name: 'Amount' }).fill('-1.25')
  await page.getByRole('slider', { name: 'Share' }).press('ArrowRight')
  await page.getByRole('checkbox', { name: 'Sure' }).check()
  await page.getByRole('group', { name: 'Colours' }).getByText('blue').click()
  await page.getByRole('group', { name: 'Colours' }).getByText('red').click()
  await page.getByRole('radio', { name: 'large' }).check()
  await page.getByRole('combobox', { name: 'Kind' }).selectOption('Second')
  const tags = page.getByRole('combobox', { name: 'Tags' })
  await tags.fill('y')
  await page.getByRole('option', { name: 'y', exact: true }).click()
  await tags.fill('own')
  await tags.press('Enter')
  await page.getByLabel('Ink').fill('#ff0000')
  await page.getByLabel('When').fill('2027-05-06T07:08:09')
  await page.getByRole('textbox', { name: 'Extra' }).fill('{"a": [1, null]}')
  await page.getByRole('textbox', { name: 'Program' }).fill('x = 1')
  await page.getByText('Copied').waitFor({ state: 'hidden' })
  expect(await given(page)).toEqual({
    word: 'two',
    story: 'a\nb',
    key: 'secret',
    amount: -1.25,
    share: 0.6,
    sure: true,
    colours: ['red', 'blue'],
    size: 'large',
    kind: 'b',
    tags: ['y', 'own'],
    ink: '#ff0000',
    when: '2027-05-06 07:08:09',
    extra: { a: [1, null] },
    program: 'x = 1',
  })
})

test('a long list of choices is filtered by writing, and chosen from by keyboard', async () => {
  const cities = Array.from({ length: 40 }, (_, n) => `City ${n}`)
  const choose = define({
    name: 'choose',
    input: {
      city: dropdown({ label: 'City', choices: cities }),
      several: dropdown({ label: 'Several', choices: cities, multiple: true }),
    },
    output: { given: json({ label: 'Given' }) },
    run: (input) => ({ ...input }),
  })
  const { page, context } = await visitApp([choose])
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const city = page.getByRole('combobox', { name: 'City' })
  await city.fill('3')
  await expect.poll(() => page.getByRole('listbox').getByRole('option').count()).toBe(13)
  await city.press('ArrowDown')
  await city.press('Enter')
  expect(await city.inputValue()).toBe('City 13')
  await city.fill('nowhere')
  await city.press('Escape')
  expect(await city.inputValue()).toBe('City 13')
  const several = page.getByRole('combobox', { name: 'Several' })
  for (const name of ['City 7', 'City 39', 'City 21']) {
    await several.fill(name)
    await several.press('Enter')
  }
  await several.press('Backspace')
  await page.getByRole('button', { name: 'Remove City 7' }).click()
  expect(await given(page)).toEqual({ city: 'City 13', several: ['City 39'] })
})

test('a number may be written as people write it, and what is no JSON is said at once', async () => {
  const echo = define({
    name: 'echo',
    input: { n: number({ label: 'N' }), extra: json({ label: 'Extra', default: null }) },
    output: { given: json({ label: 'Given' }) },
    run: (input) => ({ ...input }),
  })
  const { page, context } = await visitApp([echo])
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByRole('spinbutton', { name: 'N' }).pressSequentially('-0.050')
  const extra = page.getByRole('textbox', { name: 'Extra' })
  await extra.pressSequentially('{"a')
  await page.getByText('This is no JSON yet').waitFor()
  await extra.pressSequentially('": 1}')
  await expect.poll(() => page.getByText('This is no JSON yet').count()).toBe(0)
  expect(await given(page)).toEqual({ n: -0.05, extra: { a: 1 } })
})

test('every output is shown as what it is', async () => {
  const seen = await visitApp([shown])
  const { page } = seen
  await page.getByRole('button', { name: 'Run' }).click()
  const region = (name: string) => page.getByRole('region', { name, exact: true })
  await region('Words').getByRole('heading', { name: 'A heading' }).waitFor()
  const frame = page.frameLocator('iframe[title="Page"]')
  expect(await frame.getByText('HTML').evaluate((element) => getComputedStyle(element).color)).toBe('rgb(200, 30, 30)')
  expect(await region('Guess').getByRole('meter', { name: 'cat' }).getAttribute('value')).toBe('0.83')
  await region('Data').getByText('"Ada"').waitFor()
  expect(await region('Program').locator('code').textContent()).toBe('const answer = 42\nconsole.log(answer)')
  await region('Table').getByRole('cell', { name: 'Porto' }).waitFor()
  await region('Marked').locator('mark').filter({ hasText: 'London' }).waitFor()
  expectQuiet(seen, seen.app.url)
})
