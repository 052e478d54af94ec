import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { ChatInterface } from '../../../src/serve/build/chat-interface.ts'
import { attacks } from './chat-attacks.ts'
import { Gate } from './chat-function.ts'
import { closeBrowser } from './chromium.ts'
import { leave, ready, visitApp, type Visit } from './visit.ts'

beforeAll(ready)
afterEach(leave)
afterAll(closeBrowser)

const chatOf = (answer: () => AsyncGenerator<string>) => ChatInterface(answer, { title: 'Answers' })

const ask = async ({ page }: Visit, text: string): Promise<void> => {
  await page.getByRole('textbox', { name: 'Message' }).fill(text)
  await page.keyboard.press('Enter')
}

const banned = 'script,style,iframe,object,embed,form,input,svg,math,link,meta,base,template,[id],[name],[onerror]'

test('nothing in an answer runs, loads from elsewhere, covers the page or takes its names', async () => {
  const app = chatOf(async function* () {
    yield attacks[0] ?? ''
    yield attacks.join('\n\n')
    yield `${attacks.join('\n\n')}\n\nthe end`
  })
  // Without the page's policy, which would stop most of it too.
  const visit = await visitApp(app, { browser: { bypassCSP: true } })
  const { page, requests } = visit
  await ask(visit, 'attack')
  await page.getByText('the end').waitFor()
  for (const link of await page.locator('.said a, .said button:not([aria-label])').all()) {
    if ((await link.getAttribute('href')) === null) await link.click({ trial: false })
  }
  expect(await page.evaluate(() => ({ hit: 'hit' in globalThis, title: document.title }))).toEqual({
    hit: false,
    title: 'Answers',
  })
  const said = page.locator('.said .markdown')
  expect(
    await said.locator(`${banned},[style]`).evaluateAll((found) => found.map(({ outerHTML }) => outerHTML)),
  ).toEqual([])
  const links = await said
    .locator('a[href]')
    .evaluateAll((all) =>
      all.map((link) => [
        link.getAttribute('href')?.split(':')[0],
        link.getAttribute('rel'),
        link.getAttribute('target'),
      ]),
    )
  for (const [scheme, rel, target] of links) {
    expect(['http', 'https', 'x%22onerror=%22hit=1']).toContain(scheme)
    expect([rel, target]).toEqual(['noopener noreferrer nofollow', '_blank'])
  }
  expect(await said.getByRole('link', { name: 'tracker' }).getAttribute('href')).toBe('http://127.0.0.1:9/tracker.png')
  const known = /\/(gradio_api\/(queue|info|app_id)|assets\/)|\/$/
  expect(requests.filter((url) => !(url.startsWith(visit.app.url) && known.test(url)))).toEqual([])
})

test('of a very long answer only the end is drawn again, and it is copied whole', async () => {
  const paragraph = `${'word '.repeat(60)}**bold** and \`code\`.\n\n`
  const count = 3_000
  const gate = new Gate()
  const app = chatOf(async function* () {
    yield paragraph.repeat(10)
    await gate.pass(new AbortController().signal)
    for (let part = 1; part <= 60; part++) yield paragraph.repeat((count / 60) * part)
  })
  const visit = await visitApp(app, { browser: { permissions: ['clipboard-read', 'clipboard-write'] } })
  const { page } = visit
  gate.close()
  await ask(visit, 'long')
  const bold = page.locator('.said strong')
  await expect.poll(() => bold.count()).toBe(10)
  const first = await bold.first().elementHandle()
  gate.open()
  await expect.poll(() => bold.count(), { timeout: 30_000 }).toBe(count)
  expect(await first?.evaluate((element) => element.isConnected)).toBe(true)
  const answer = page.getByRole('article', { name: 'Answer', exact: true })
  await answer.getByRole('button', { name: 'Copy', exact: true }).click()
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(paragraph.repeat(count))
})

test('a code block is copied as it is', async () => {
  const app = chatOf(async function* () {
    yield '```js\nconst a = "<b>"\n\nb()\n```'
  })
  const visit = await visitApp(app, { browser: { permissions: ['clipboard-read', 'clipboard-write'] } })
  await ask(visit, 'code')
  await visit.page.getByRole('button', { name: 'Copy code' }).click()
  await visit.page.getByText('Copied').waitFor()
  expect(await visit.page.evaluate(() => navigator.clipboard.readText())).toBe('const a = "<b>"\n\nb()')
})
