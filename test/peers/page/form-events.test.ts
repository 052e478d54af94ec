import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { define } from '../../../src/callable/define.ts'
import { Blocks, Interface, text } from '../../../src/serve/index.ts'
import { Gate } from './apps.ts'
import { closeBrowser } from './chromium.ts'
import { leave, ready, visitApp } from './visit.ts'

beforeAll(ready)
afterEach(leave)
afterAll(closeBrowser)

/** Functions of a page without buttons: begun by Enter, by writing, and by the page itself. */
const buttonless = (gate: Gate) =>
  Blocks((page) => {
    const question = page.add(text({ label: 'Question' }))
    const answer = page.add(text({ label: 'Answer' }))
    const letters = page.add(text({ label: 'Letters' }))
    const news = page.add(text({ label: 'News' }))
    question.submit({
      name: 'ask',
      run: async (asked, { signal }) => {
        await gate.pass(signal)
        return `Answer to ${asked}`
      },
      inputs: [question],
      outputs: [answer],
      concurrency: 1,
    })
    question.change({
      name: 'letters',
      run: (asked) => {
        if (asked === 'no') throw new Error('the password is 1234')
        return String(asked.length)
      },
      inputs: [question],
      outputs: [letters],
    })
    page.load({ name: 'news', run: () => Promise.reject(new Error('the password is 1234')), outputs: [news] })
    page.load({
      name: 'count_visit',
      run: () => {
        throw new Error('the password is 1234')
      },
    })
  })

test('a run that Enter began says where it stands at its output, and is stopped there', async () => {
  const gate = new Gate()
  const { page } = await visitApp(buttonless(gate))
  const answer = page.getByRole('region', { name: 'Answer' })
  await page.getByLabel('Question').fill('why')
  await page.getByLabel('Question').press('Enter')
  await answer.getByText('Running').waitFor()
  await answer.getByRole('button', { name: 'Stop' }).click()
  await answer.getByText('Stopped').waitFor()
  expect(await answer.getByRole('button', { name: 'Stop' }).count()).toBe(0)
  await page.getByLabel('Question').press('Enter')
  await answer.getByText('Running').waitFor()
  gate.open()
  await answer.getByText('Answer to why').waitFor()
  await answer.getByText('Done').waitFor()
})

test('a run that waits shows its place at its output', async () => {
  const gate = new Gate()
  const { page, context, app } = await visitApp(buttonless(gate))
  const other = await context.newPage()
  await other.goto(app.url)
  for (const [one, said] of [
    [page, 'Running'],
    [other, 'Next in line'],
  ] as const) {
    await one.getByLabel('Question').fill('why')
    await one.getByLabel('Question').press('Enter')
    await one.getByRole('region', { name: 'Answer' }).getByText(said).waitFor()
  }
})

test('what fails without a button says so in its place, and what writes nothing at the head of the page', async () => {
  const { page } = await visitApp(buttonless(new Gate()))
  await page.getByRole('region', { name: 'News' }).getByRole('alert').getByText('The function failed').waitFor()
  await page.locator('main > .run-note').getByRole('alert').getByText('The function failed').waitFor()
  await page.getByLabel('Question').fill('no')
  await page.getByRole('region', { name: 'Letters' }).getByRole('alert').getByText('The function failed').waitFor()
  await page.getByLabel('Question').fill('yes')
  await page.getByRole('region', { name: 'Letters' }).getByText('3', { exact: true }).waitFor()
  await expect.poll(() => page.getByRole('region', { name: 'Letters' }).getByText('The function').count()).toBe(0)
  expect(await page.content()).not.toContain('1234')
})

test('a change while a run is under way is not passed over: the last one counts', async () => {
  const gate = new Gate()
  const slow = Blocks((page) => {
    const word = page.add(text({ label: 'Word' }))
    const echo = page.add(text({ label: 'Echo' }))
    word.change({
      name: 'echo',
      run: async (given, { signal }) => {
        await gate.pass(signal)
        return given
      },
      inputs: [word],
      outputs: [echo],
    })
  })
  const { page, requests } = await visitApp(slow)
  const echo = page.getByRole('region', { name: 'Echo' })
  await page.getByLabel('Word').fill('a')
  await echo.getByText('Running').waitFor()
  for (const word of ['ab', 'abc', 'abcd']) await page.getByLabel('Word').fill(word)
  gate.open()
  await echo.getByText('a', { exact: true }).waitFor()
  await echo.getByText('Running').waitFor()
  gate.open()
  await echo.getByText('abcd', { exact: true }).waitFor()
  expect(requests.filter((url) => url.endsWith('/queue/join'))).toHaveLength(2)
})

test('where there are no inputs, Run stands above the outputs in one card', async () => {
  const clock = define({ name: 'clock', output: { now: text({ label: 'Now' }) }, run: () => 'noon' })
  const { page } = await visitApp(Interface(clock))
  const top = (name: 'button' | 'region'): Promise<number> =>
    page.getByRole(name, { name: name === 'button' ? 'Run' : 'Now' }).evaluate((one) => one.getBoundingClientRect().top)
  await page.getByRole('button', { name: 'Run' }).click()
  await page.getByText('noon').waitFor()
  expect(await page.locator('.row > .column').count()).toBe(1)
  expect(await top('button')).toBeLessThan(await top('region'))
})
