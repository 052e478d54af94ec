import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { Interface } from '../../../src/serve/index.ts'
import { everything, files, greet, picky, shown } from './apps.ts'
import { closeBrowser } from './chromium.ts'
import { leave, ready, visitApp } from './visit.ts'

beforeAll(ready)
afterEach(leave)
afterAll(closeBrowser)

const all = [greet, picky, everything, shown, files]

/** What axe-core finds wrong, contrast included: rule and place. */
const faults = async (page: Page): Promise<string[]> => {
  // Past the policy: it is the test that brings this script, not the page.
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const found = await (window as unknown as { axe: typeof axe }).axe.run(document)
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary ?? ''}`),
    )
  })
}

const open = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('tab', { name, exact: true }).click()
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`nothing is wrong for people who see little or hear the page, in ${colorScheme}`, async () => {
    const { page } = await visitApp(all, { description: 'Some *words*.', browser: { colorScheme } })
    expect(await faults(page)).toEqual([])
    for (const name of ['picky', 'everything', 'shown', 'files']) {
      await open(page, name)
      if (name === 'picky') await page.getByRole('spinbutton', { name: 'Size' }).fill('9')
      await page.getByRole('button', { name: 'Run' }).click()
      await page.locator('.status.is-done, .status.is-failed').filter({ visible: true }).waitFor()
      expect(await faults(page)).toEqual([])
    }
  })
}

test('the scheme is the system’s until a visitor chooses one, which is kept', async () => {
  const { page } = await visitApp([greet], { browser: { colorScheme: 'dark' } })
  const ground = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const dark = await ground()
  await page.emulateMedia({ colorScheme: 'light' })
  const light = await ground()
  expect(light).not.toBe(dark)
  await page.getByLabel('Colour scheme').selectOption('dark')
  expect(await ground()).toBe(dark)
  await page.reload()
  await page.getByRole('button', { name: 'Run' }).waitFor()
  expect(await ground()).toBe(dark)
  await page.getByLabel('Colour scheme').selectOption('system')
  expect(await ground()).toBe(light)
})

/** Pixels by which the page is wider than the window. */
const overhang = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

for (const width of [320, 768, 1920]) {
  test(`nothing has to be moved sideways at ${width} pixels`, async () => {
    const { page } = await visitApp(all, { browser: { viewport: { width, height: 800 } } })
    expect(await overhang(page)).toBe(0)
    for (const name of ['everything', 'shown', 'files']) {
      await open(page, name)
      await page.getByRole('button', { name: 'Run' }).click()
      await page.locator('.status.is-done, .status.is-failed').filter({ visible: true }).waitFor()
      expect(await overhang(page)).toBe(0)
    }
  })
}

test('where the writing runs from right to left, so does the page', async () => {
  const { page } = await visitApp(Interface(greet))
  const left = (name: string): Promise<number> =>
    page.getByRole('region', { name }).evaluate((element) => element.getBoundingClientRect().left)
  const inputs = (): Promise<number> =>
    page.getByRole('textbox', { name: 'Name' }).evaluate((element) => element.getBoundingClientRect().left)
  expect(await left('Greeting')).toBeGreaterThan(await inputs())
  await page.evaluate(() => {
    document.documentElement.dir = 'rtl'
  })
  expect(await left('Greeting')).toBeLessThan(await inputs())
  expect(await overhang(page)).toBe(0)
})

test('nothing moves for who wants no motion', async () => {
  const moving = (page: Page): Promise<number> => page.evaluate(() => document.getAnimations().length)
  const calm = await visitApp([greet])
  await calm.page.getByRole('button', { name: 'Run' }).hover()
  expect(await moving(calm.page)).toBe(0)
  const durations = await calm.page
    .locator('button')
    .evaluateAll((buttons) => buttons.map((button) => getComputedStyle(button).transitionProperty))
  expect(new Set(durations)).toEqual(new Set(['none']))
})

test('what has the focus is seen', async () => {
  const { page } = await visitApp([greet])
  await page.getByRole('button', { name: 'Run' }).waitFor()
  for (let step = 0; step < 8; step++) {
    await page.keyboard.press('Tab')
    const outline = await page.evaluate(() => {
      const element = document.activeElement ?? document.body
      return `${element.outerHTML.slice(0, 80)} ${getComputedStyle(element).outlineStyle}`
    })
    expect(outline).toMatch(/ solid$/)
  }
})
