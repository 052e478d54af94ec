import { readFile } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { FileValue } from '../../../src/callable/file.ts'
import { define } from '../../../src/callable/define.ts'
import { number } from '../../../src/serve/index.ts'
import { files } from './apps.ts'
import { closeBrowser } from './chromium.ts'
import { expectQuiet, leave, ready, visitApp } from './visit.ts'

beforeAll(ready)
afterEach(leave)
afterAll(closeBrowser)

/** One red dot. */
const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
)
const picture = { name: 'dot & co.png', mimeType: 'image/png', buffer: dot }
const paper = (name: string, text = 'words'): { name: string; mimeType: string; buffer: Buffer } => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(text),
})

test('files are sent, shown from here, given to the function, and its files can be seen and saved', async () => {
  const seen = await visitApp([files])
  const { page, app } = seen
  await page.getByLabel('Picture', { exact: true }).setInputFiles(picture)
  const preview = page.locator('[data-field]', { has: page.getByLabel('Picture', { exact: true }) }).getByRole('img')
  expect(await preview.getAttribute('src')).toMatch(/^blob:/)
  await page
    .getByLabel('Papers', { exact: true })
    .setInputFiles([paper('one.txt', 'first'), paper('two.txt', 'second')])
  await page.getByRole('button', { name: 'Remove two.txt' }).waitFor()
  await page.getByRole('button', { name: 'Run' }).click()
  const again = page.getByRole('region', { name: 'Picture again' }).getByRole('img')
  await expect.poll(() => again.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBe(1)
  const link = page.getByRole('region', { name: 'Papers again' }).getByRole('link', { name: 'two.txt' })
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
  expect(download.suggestedFilename()).toBe('two.txt')
  expect(await readFile(await download.path(), 'utf8')).toBe('second')
  expectQuiet(seen, app.url)
})

test('a file that is removed is not sent, and its picture is let go', async () => {
  const { page } = await visitApp([files])
  await page.evaluate(() => {
    const revoke = URL.revokeObjectURL.bind(URL)
    Object.assign(window, { freed: 0 })
    URL.revokeObjectURL = (url) => {
      Object.assign(window, { freed: Number(Reflect.get(window, 'freed')) + 1 })
      revoke(url)
    }
  })
  await page.getByLabel('Picture', { exact: true }).setInputFiles(picture)
  await page.getByRole('button', { name: 'Remove dot & co.png' }).click()
  expect(await page.evaluate(() => Reflect.get(window, 'freed'))).toBe(1)
  await page.getByRole('button', { name: 'Run' }).click()
  await expect.poll(() => page.getByText('This is needed.').count()).toBe(2)
})

test('an empty file, one of another type and one too large are refused beside the field, and nothing is sent', async () => {
  const { page, requests } = await visitApp([files], { maxFileSize: 1_000 })
  await page.getByText('up to 1000 B').first().waitFor()
  const papers = page.getByLabel('Papers', { exact: true })
  await papers.setInputFiles(paper('empty.txt', ''))
  await page.getByText('empty.txt is empty').waitFor()
  await papers.setInputFiles({ ...paper('tune.mp3'), mimeType: 'audio/mpeg' })
  await page.getByText('tune.mp3 is not of the right type').waitFor()
  await papers.setInputFiles(paper('long.txt', 'x'.repeat(1_001)))
  await page.getByText('long.txt is larger than 1000 B').waitFor()
  expect(await papers.getAttribute('aria-invalid')).toBe('true')
  expect(requests.filter((url) => url.includes('/upload'))).toEqual([])
})

test('files can be dropped and pasted', async () => {
  const { page } = await visitApp([files])
  const zone = page.locator('.drop').nth(1)
  const give = (type: 'drop' | 'paste', name: string): Promise<void> =>
    zone.evaluate(
      (element, [kind, fileName]) => {
        const data = new DataTransfer()
        data.items.add(new File(['words'], fileName, { type: 'text/plain' }))
        element.dispatchEvent(
          kind === 'drop'
            ? new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })
            : new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
        )
      },
      [type, name] as const,
    )
  await give('drop', 'dropped.txt')
  await page.getByRole('button', { name: 'Remove dropped.txt' }).waitFor()
  await give('paste', 'pasted.txt')
  await page.getByRole('button', { name: 'Remove pasted.txt' }).waitFor()
})

test('while a large file is on its way its progress is seen, a run waits for it, and it can be stopped', async () => {
  const size = define({
    name: 'size',
    input: { big: { format: 'file', title: 'Big' } },
    output: { length: number({ label: 'Length' }) },
    run: async ({ big }) => (await (big as FileValue).bytes()).byteLength,
  })
  const { page, context } = await visitApp([size])
  const slow = await context.newCDPSession(page)
  await slow.send('Network.enable')
  const limit = (bytes: number) =>
    slow.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: bytes,
    })
  await limit(200_000)
  const big = { name: 'big.bin', mimeType: 'application/octet-stream', buffer: Buffer.alloc(3_000_000) }
  await page.getByLabel('Big', { exact: true }).setInputFiles(big)
  const bar = page.getByRole('progressbar', { name: 'Sending big.bin' })
  await expect.poll(async () => Number(await bar.getAttribute('value'))).toBeGreaterThan(0)
  await page.getByRole('button', { name: 'Stop sending big.bin' }).click()
  await page.getByText('The upload was stopped').waitFor()
  await page.getByLabel('Big', { exact: true }).setInputFiles(big)
  await page.getByRole('button', { name: 'Run' }).click()
  await page.getByText('Sending', { exact: true }).waitFor()
  await limit(-1)
  await page.getByRole('region', { name: 'Length' }).getByText('3000000').waitFor()
})
