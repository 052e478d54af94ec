import { expect, test } from 'vitest'
import { json, start } from './support.ts'

const post = (url: string, body: string | FormData, headers: Record<string, string> = json) =>
  fetch(url, { method: 'POST', headers, body })

test('an address that starts more than it may in a minute has to wait, and is told how long', async () => {
  const { url } = await start({ rateLimit: 4 })
  const body = '{"data":["a"],"fn_index":0,"session_hash":"s"}'
  const form = new FormData()
  form.append('files', new Blob(['x']), 'x.txt')
  const answers = [
    await post(`${url}/gradio_api/queue/join`, body),
    await post(`${url}/gradio_api/call/echo`, body),
    await post(`${url}/gradio_api/run/echo`, body),
    await post(`${url}/gradio_api/upload`, form, {}),
    await post(`${url}/gradio_api/queue/join`, body),
    await post(`${url}/call/v2/echo`, '{"text":"a"}'),
  ]
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 429, 429])
  expect(Number(answers[5]?.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await answers[5]?.json()).toMatchObject({ code: 'RATE_LIMITED' })
})

test('reading, stopping and looking count for nothing', async () => {
  const { url } = await start({ rateLimit: 1 })
  for (let n = 0; n < 5; n++) {
    expect((await fetch(`${url}/config`)).status).toBe(200)
    expect((await post(`${url}/cancel`, '{"event_id":"x","session_hash":"s","fn_index":0}')).status).toBe(200)
  }
  expect((await post(`${url}/run/echo`, '{"data":["a"]}')).status).toBe(200)
})
