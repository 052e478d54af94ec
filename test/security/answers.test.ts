import { expect, test } from 'vitest'
import { define } from '../../src/callable/define.ts'
import { createApp } from '../../src/serve/index.ts'
import { json, start } from './support.ts'
import { inlineJson } from '../../src/serve/limits/inline-json.ts'

const hostile = '</script><script>alert(1)</script><!--\u2028\u2029 &amp; "\'`'

test('S29: JSON inside a page is data, whatever it says', () => {
  const text = inlineJson({ [hostile]: [hostile, null, 1] })
  expect(text).not.toMatch(/[<>&\u2028\u2029]/)
  expect(text).toContain('\\u003c/script\\u003e')
  expect(text).toContain('\\u2028\\u2029')
  expect(JSON.parse(text)).toEqual({ [hostile]: [hostile, null, 1] })
  expect(inlineJson(undefined)).toBe('null')
})

test('S29: names, titles and descriptions of an app are text in its page', async () => {
  const evil = define({
    name: 'f',
    title: hostile,
    description: hostile,
    input: { text: { type: 'string', title: hostile, default: hostile } },
    output: { text: { type: 'string' } },
    run: ({ text }) => text,
  })
  const app = createApp([evil], { title: hostile, description: hostile })
  const html = await (await app.fetch('http://app/')).text()
  expect(html).not.toContain('<script>alert')
  expect(html).not.toContain('<!--')
  await app.close()
})

test('every answer keeps browsers from making more of it than it is', async () => {
  const { url } = await start()
  const answers = await Promise.all(
    ['/', '/config', '/gradio_api/info', '/nothing', '/gradio_api/file=x', '/queue/data?session_hash=s'].map((path) =>
      fetch(url + path),
    ),
  )
  for (const { headers } of answers) {
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
    expect([headers.get('x-powered-by'), headers.get('server')]).toEqual([null, null])
  }
  expect(answers[0]?.headers.get('referrer-policy')).toBe('same-origin')
  const types = answers.map(({ headers }) => headers.get('content-type')?.split(';')[0])
  expect(types.slice(0, 5)).toEqual(['text/html', ...Array.from({ length: 4 }, () => 'application/json')])
  await Promise.all(answers.map(async (answer) => answer.body?.cancel()))
})

test.each([
  [[], "frame-ancestors 'self'"],
  [
    ['https://huggingface.co', 'https://*.hf.space'],
    "frame-ancestors 'self' https://huggingface.co https://*.hf.space",
  ],
  [['*'], "frame-ancestors 'self' *"],
])('a page is shown in the frames of %j only', async (frames, rule) => {
  const { url } = await start({ frames })
  const { headers } = await fetch(url)
  const policy = headers.get('content-security-policy') ?? ''
  expect(policy).toMatch(/(^|; )default-src 'none'(;|$)/)
  expect(policy.split('; ')).toContain(rule)
  expect(
    policy
      .split('; ')
      .filter((each) => each.startsWith('script-src'))
      .join(),
  ).not.toContain('unsafe')
})

test('S30: an error tells callers an id, and the log of the app the rest', async () => {
  const errors: [unknown, string][] = []
  const { url } = await start({ onError: (error, id) => void errors.push([error, id]) })
  const ran = await fetch(`${url}/run/fail`, { method: 'POST', headers: json, body: '{"data":[]}' })
  const called = await fetch(`${url}/call/fail`, { method: 'POST', headers: json, body: '{"data":[]}' })
  const { event_id: id } = (await called.json()) as { event_id: string }
  const texts = [await ran.text(), await (await fetch(`${url}/call/fail/${id}`)).text()]
  expect([ran.status, errors.length]).toEqual([500, 2])
  for (const [index, [error, told]] of errors.entries()) {
    expect(String(error)).toContain('/srv/keys/deploy.pem')
    expect(texts[index]).toContain(told)
    expect(texts[index]).not.toMatch(/deploy|4711|\.ts:|at /)
  }
  expect(errors[1]?.[1]).toBe(id)
})
