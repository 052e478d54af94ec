import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { closeBrowser } from './chromium.ts'
import { repeat } from './history-function.ts'
import { expectQuiet, leave, ready, visitApp } from './visit.ts'

const folders: string[] = []
const folderOf = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'hfn-flags-'))
  folders.push(folder)
  return folder
}

beforeAll(ready)
afterEach(async () => {
  await leave()
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
})
afterAll(closeBrowser)

test('a run is flagged, with its inputs and outputs, once it has ended', async () => {
  const flagFolder = await folderOf()
  const visit = await visitApp([repeat], { flagFolder })
  const { page } = visit
  const flag = page.getByRole('group', { name: 'Tell the author' }).getByRole('button')
  expect(await flag.getAttribute('aria-disabled')).toBe('true')
  await page.getByRole('textbox', { name: 'Text' }).fill('=1+1')
  await page.getByRole('button', { name: 'Run' }).click()
  await page.getByText('=1+1 =1+1').first().waitFor()
  await flag.click()
  await page.getByText('Thank you, it is noted.').waitFor()
  const [line = ''] = (await readFile(join(flagFolder, 'repeat.jsonl'), 'utf8')).split('\n')
  expect(JSON.parse(line)).toMatchObject({
    function: 'repeat',
    flag: 'Flag',
    inputs: { text: '=1+1', times: 2, loud: false, file: null },
    outputs: { told: '=1+1 =1+1' },
  })
  expect(await readFile(join(flagFolder, 'repeat.csv'), 'utf8')).toContain("\r\n'=1+1,2,false,,'=1+1 =1+1,Flag,")
  expectQuiet(visit, visit.app.url)
})

test('where nobody listens there is no button', async () => {
  const { page } = await visitApp([repeat])
  await page.getByRole('button', { name: 'Run' }).waitFor()
  expect(await page.getByRole('group', { name: 'Tell the author' }).count()).toBe(0)
})
