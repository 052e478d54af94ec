import { expect, test } from 'vitest'
import { define } from '../../src/callable/define.ts'
import { connect } from '../../src/gradio/index.ts'
import { createApp, listen } from '../../src/serve/index.ts'
import { faultProxy } from '../../src/testing/index.ts'

const count = define({
  name: 'count',
  input: { to: { type: 'integer' } },
  output: { text: { type: 'string' } },
  async *run({ to }) {
    let text = ''
    for (let number = 1; number <= to; number += 1) {
      text += `${number} `
      yield text
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  },
})

test('a stream of our own server that is cut goes on where it broke: nothing is lost, nothing comes twice', async () => {
  const server = await listen(createApp([count]), { port: 0 })
  const proxy = await faultProxy(server.url, { path: /queue\/data/, times: 1, reset: 3_000 })
  const app = await connect(proxy.url)
  try {
    const seen: unknown[] = []
    for await (const event of app.run('count', [40])) if (event.type === 'output') seen.push(event.data[0])
    const text = (to: number): string => Array.from({ length: to }, (_, index) => `${index + 1} `).join('')
    expect(seen).toEqual(Array.from({ length: 40 }, (_, index) => text(index + 1)))
    expect(proxy.requests.filter((request) => request.includes('queue/data')).length).toBe(2)
  } finally {
    await app.close()
    await proxy.close()
    await server.close()
  }
})
