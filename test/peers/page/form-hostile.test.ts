import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { define } from '../../../src/callable/define.ts'
import { html, json, text } from '../../../src/serve/index.ts'
import { closeBrowser } from './chromium.ts'
import { expectQuiet, leave, ready, visitApp } from './visit.ts'

beforeAll(ready)
afterEach(leave)
afterAll(closeBrowser)

/** Each would set `window.ran` of some window if anything in it ran. */
const attacks = [
  '<script>top.ran=1</script>',
  '<img src=x onerror="top.ran=2">',
  '<a href="javascript:top.ran=3" id=link>here</a>',
  '<style>@import "http://127.0.0.1:9/x.css";body{background:url(http://127.0.0.1:9/a)}</style>',
  '<svg><use href="data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg><script>top.ran=4</script></svg>#x"/></svg>',
  '<svg onload="top.ran=5"><animate attributeName=href values="javascript:top.ran=6"/></svg>',
  '<iframe srcdoc="<script>top.ran=7</script>"></iframe>',
  '<iframe src="javascript:top.ran=8"></iframe>',
  '<object data="data:text/html,<script>top.ran=9</script>"></object>',
  '<a href="data:text/html,<script>top.ran=10</script>">data</a>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=top.ran=11&gt;">',
  '<form><button formaction="javascript:top.ran=12">go</button></form>',
  '<base href="http://127.0.0.1:9/"><link rel=stylesheet href="/x.css"><meta http-equiv=refresh content="0;url=http://127.0.0.1:9/">',
  '<body onload="top.ran=13"><details open ontoggle="top.ran=14">x</details>',
  '<noscript><p title="</noscript><img src=x onerror=top.ran=15>">',
  '<template><script>top.ran=16</script></template><img srcset="http://127.0.0.1:9/y 1x" src="http://127.0.0.1:9/z">',
]

const attack = define({
  name: 'attack',
  output: {
    plain: text({ label: 'Plain' }),
    page: html({ label: 'Page' }),
    data: json({ label: 'Data' }),
  },
  run: () => {
    const all = attacks.join('\n')
    return [all, all, { [all]: all }]
  },
})

test('outputs of an app run nothing, load nothing from elsewhere and lead nowhere by themselves', async () => {
  const seen = await visitApp([attack])
  const { page } = seen
  await page.getByRole('button', { name: 'Run' }).click()
  const frame = page.frameLocator('iframe[title="Page"]')
  await frame.getByText('here').click()
  for (const button of await frame.getByText('go', { exact: true }).all()) await button.click()
  expect(await page.evaluate(() => 'ran' in window)).toBe(false)
  expect(new URL(page.url()).pathname).toBe('/')
  expect(await page.getByRole('region', { name: 'Plain' }).locator('.text').textContent()).toContain('<script>')
  // What the policy refuses, the browser tells; nobody else is asked.
  expectQuiet({ ...seen, complaints: [] }, seen.app.url)
})

test('links in HTML open apart, and know nothing of the page', async () => {
  const linked = define({
    name: 'linked',
    output: { page: html({ label: 'Page' }) },
    run: () =>
      '<a href="https://example.com" target=_top rel=opener>out</a><a href="javascript:1">bad</a><p style="color:rgb(1,2,3)">ink</p>',
  })
  const { page } = await visitApp([linked])
  await page.getByRole('button', { name: 'Run' }).click()
  const frame = page.frameLocator('iframe[title="Page"]')
  expect(await frame.getByText('out').getAttribute('rel')).toBe('noopener noreferrer')
  expect(await frame.getByText('out').getAttribute('target')).toBe('_blank')
  expect(await frame.getByText('bad').getAttribute('href')).toBeNull()
  expect(await frame.getByText('ink').evaluate((element) => getComputedStyle(element).color)).toBe('rgb(1, 2, 3)')
  expect(await page.locator('iframe').getAttribute('sandbox')).not.toContain('allow-scripts')
})
