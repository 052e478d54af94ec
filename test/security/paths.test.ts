import { expect, test, vi } from 'vitest'
import { raw, start, statusOf } from './support.ts'

const folders = [
  'static',
  'assets',
  'svelte',
  'custom_component/1/client/component',
  'gradio_api/deep_link',
  'theme.css',
]
const climbs = ['..', '%2e%2e', '..%2f..', '%252e%252e', '..%5c..', '....//', '.%00.']

test.each(folders)('S05: nothing outside is to be had by climbing out of /%s', async (folder) => {
  const { port } = await start()
  for (const climb of climbs) {
    for (const target of ['package.json', `${`${climb}/`.repeat(12)}etc/passwd`]) {
      const answer = await raw(port, [`GET /${folder}/${climb}/${target} HTTP/1.1`, `Host: 127.0.0.1:${port}`])
      expect([400, 403, 404]).toContain(statusOf(answer))
      expect(answer).not.toMatch(/root:|"version"/)
    }
  }
})

const targets = [
  'http://169.254.169.254/latest/meta-data',
  'https://x.hf.space.evil.com/',
  'https://evilhf.space/',
  'https://hf.space@evil.com/',
  'https://owner-space.hf.space/file=x',
]

test.each(targets)('S11: nothing is fetched for others: proxy=%s', async (target) => {
  const fetchUrl = vi.fn<typeof fetch>()
  const { url } = await start({ fetchUrl })
  const seen = vi.spyOn(globalThis, 'fetch')
  try {
    for (const path of [
      `/proxy=${target}`,
      `/gradio_api/proxy=${target}`,
      `/proxy?url=${encodeURIComponent(target)}`,
    ]) {
      expect((await fetch(url + path)).status).toBe(404)
    }
    expect([seen.mock.calls.length, fetchUrl.mock.calls.length]).toEqual([3, 0])
  } finally {
    seen.mockRestore()
  }
})

test('S12: cookies of other apps are neither kept nor passed on, since no app stands behind this one', async () => {
  const { url } = await start()
  const answer = await fetch(`${url}/proxy=https://one.hf.space/`, { headers: { cookie: 'session=secret' } })
  expect([answer.status, answer.headers.getSetCookie()]).toEqual([404, []])
  expect(await answer.text()).not.toContain('secret')
})
