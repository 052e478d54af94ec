import { expect, test } from 'vitest'
import { hidden } from './functions.ts'
import { json, start } from './support.ts'

const post = (url: string, body: string) => fetch(url, { method: 'POST', headers: json, body })

test.each([
  ['64 MB of JSON', `{"data":["${'a'.repeat(64 * 1024 * 1024)}"]}`, [413]],
  ['lists 100,000 deep', `{"data":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, [400]],
  ['NaN', '{"data":[NaN]}', [400]],
  ['no JSON', 'data=a', [400]],
  ['a list', '["a"]', [400, 422]],
])('S20: %s is refused, and the app goes on', async (_, body, statuses) => {
  const { url } = await start()
  expect(statuses).toContain((await post(`${url}/run/echo`, body)).status)
  expect((await post(`${url}/run/echo`, '{"data":["a"]}')).status).toBe(200)
})

test('S20: keys that name prototypes change none, and of two equal keys the last counts', async () => {
  const { url } = await start()
  await post(`${url}/call/v2/echo`, '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}')
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  const answer = await post(`${url}/run/echo`, '{"data":["first"],"data":["last"]}')
  expect(await answer.json()).toMatchObject({ data: ['last'] })
})

test.each([99, '0', -1, 0.5, 1e21, [0], { 0: 0 }, true])('S21: there is no function of index %j', async (index) => {
  const { url } = await start()
  const body = JSON.stringify({ data: ['a'], fn_index: index, session_hash: 's' })
  expect((await post(`${url}/queue/join`, body)).status).toBe(404)
  expect((await post(`${url}/run/echo`, body)).status).toBe(404)
})

test.each(['nothing', '__proto__', 'constructor', 'toString', 'hasOwnProperty', '%00', '..%2fecho'])(
  'S21: there is no function called %s',
  async (name) => {
    const { url } = await start()
    for (const path of ['call', 'call/v2', 'run', 'api']) {
      expect((await post(`${url}/gradio_api/${path}/${name}`, '{"data":["a"]}')).status).toBe(404)
    }
  },
)

test('S21: a private function cannot be called, by name or by index', async () => {
  const { url } = await start({ functions: hidden })
  for (const path of ['call/hidden', 'call/v2/hidden', 'run/hidden', 'api/hidden', 'call/_hidden']) {
    expect([path, (await post(`${url}/gradio_api/${path}`, '{"data":[]}')).status]).toEqual([path, 404])
  }
  // It is the fourth; what the page itself needs comes after the functions.
  for (let index = 3; index < 12; index++) {
    const body = JSON.stringify({ data: [], fn_index: index, session_hash: 's' })
    const answer = await post(`${url}/run/echo`, body)
    expect(await answer.text()).not.toContain('seen')
  }
  expect(await (await fetch(`${url}/gradio_api/info?all_endpoints=true`)).text()).not.toContain('hidden')
})
