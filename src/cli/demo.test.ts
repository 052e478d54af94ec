import { request } from 'node:http'
import { expect, test } from 'vitest'
import { createApp } from '../serve/app.ts'
import { listen } from '../serve/listen.ts'
import { demoFunctions } from './demo.ts'

const run = async (name: string, data: readonly unknown[]): Promise<{ data?: unknown[]; error?: string }> => {
  const app = createApp(demoFunctions())
  const body = JSON.stringify({ data })
  const answer = await app.fetch(new Request(`http://app/run/${name}`, { method: 'POST', body }))
  await app.close()
  return (await answer.json()) as { data?: unknown[]; error?: string }
}

test('op1 counts the seconds it was given as text', async () => {
  const [op1] = demoFunctions()
  expect(op1).toMatchObject({
    name: 'op1',
    input: [{ name: 'duration', schema: { type: 'string', title: 'Duration, in, seconds', default: '5' } }],
    output: [{ schema: { type: 'string', title: 'Resultado' } }],
  })
  const outputs: unknown[] = []
  for await (const event of op1?.run({ duration: '0.5' }) ?? [])
    if (event.type === 'output') outputs.push(event.data[0])
  expect(outputs).toEqual(['Dur:0.5', expect.stringMatching(/^[\d.e-]+$/), 'Finished'])
})

test('op1 refuses what is no number, and stops when it is cancelled', async () => {
  expect((await run('op1', ['soon'])).error).toContain('soon')
  const job = demoFunctions()[0]?.run({ duration: '1000' })
  await job?.cancel()
  await expect(job).rejects.toMatchObject({ code: 'CANCELLED' })
})

test('greet, progress and fail do what they say', async () => {
  expect((await run('greet', ['Ada', true, 2, 'pt'])).data).toEqual(['Olá Ada! Olá Ada!'])
  expect((await run('greet', ['Ada', null, 11, null])).error).toContain('times')
  expect((await run('progress', [2, 0])).data).toEqual(['2 steps done'])
  expect((await run('fail', ['as told'])).error).toBe('as told')
})

test('stamp gives the uploaded file back with a line on top', async () => {
  const app = createApp(demoFunctions())
  const form = new FormData()
  form.append('files', new Blob(['content']), 'a.txt')
  const upload = await app.fetch(new Request('http://app/upload', { method: 'POST', body: form }))
  const [path] = (await upload.json()) as string[]
  const body = JSON.stringify({ data: [{ path, meta: { _type: 'gradio.FileData' } }, 'top'] })
  const answer = await app.fetch(new Request('http://app/run/stamp', { method: 'POST', body }))
  const { data } = (await answer.json()) as { data: { orig_name: string; url: string }[] }
  expect(data[0]?.orig_name).toBe('stamped-a.txt')
  expect(await (await app.fetch(new Request(data[0]?.url ?? ''))).text()).toBe('top\ncontent')
  await app.close()
})

test.each([
  ['evil.com', 403],
  ['localhost.evil.com:80', 403],
  ['localhost:1234', 200],
  ['[::1]', 200],
])('the demo on a port of this computer answers the name %s with %i', async (host, status) => {
  const server = await listen(createApp(demoFunctions()), { port: 0 })
  const answered = await new Promise((resolve, reject) => {
    const asking = request(`${server.url}/config`, { headers: { host }, agent: false }, (answer) => {
      answer.resume()
      resolve(answer.statusCode)
    })
    asking.once('error', reject)
    asking.end()
  })
  expect(answered).toBe(status)
  await server.close()
})
