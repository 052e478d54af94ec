import { expect, test } from 'vitest'
import { define } from '../../src/callable/define.ts'
import { connect } from '../../src/gradio/index.ts'
import { createApp, listen } from '../../src/serve/index.ts'
import { faultProxy } from '../../src/testing/index.ts'

/** A visitor without any client: joins, then reads its stream to the end; `joined` resolves when it is in line. */
const visit = (url: string, number: number): { joined: Promise<void>; answer: Promise<unknown> } => {
  const session = `visitor${number}`
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ data: [number], fn_index: 0, session_hash: session })
  const joined = fetch(`${url}/gradio_api/queue/join`, { method: 'POST', headers, body }).then(async (response) => {
    if (response.status !== 200) throw new Error(`a join was answered ${response.status}: ${await response.text()}`)
    await response.text()
  })
  const read = async (): Promise<unknown> => {
    await joined
    const response = await fetch(`${url}/gradio_api/queue/data?session_hash=${session}`)
    const ends = (await response.text()).split('\n\n').filter((frame) => frame.includes('"process_completed"'))
    return ends.map((frame) => (JSON.parse(frame.slice('data: '.length)) as { output: { data: unknown } }).output.data)
  }
  return { joined, answer: read() }
}

test('2,300 visitors wait in line: each gets its own answer once, and the server goes on serving', async () => {
  let open = (): void => {}
  const gate = new Promise<void>((resolve) => (open = resolve))
  const double = define({
    name: 'double',
    input: { number: { type: 'number' } },
    output: { double: { type: 'number' } },
    run: async ({ number }) => {
      await gate
      return number * 2
    },
  })
  const server = await listen(createApp([double], { concurrency: 4 }), { port: 0 })
  try {
    const answers: Promise<unknown>[] = []
    while (answers.length < 2_300) {
      const wave = Array.from({ length: 100 }, (_, at) => visit(server.url, answers.length + at))
      answers.push(...wave.map(({ answer }) => answer))
      await Promise.all(wave.map(({ joined }) => joined))
    }
    open()
    expect(await Promise.all(answers)).toEqual(answers.map((_, number) => [[number * 2]]))
    expect(await visit(server.url, -1).answer).toEqual([[-2]])
  } finally {
    await server.close()
  }
}, 180_000)

test('100 streams, each cut once in the middle of its job: all outputs of all jobs arrive, each once', async () => {
  const steps = Array.from({ length: 30 }, (_, step) => step)
  const tell = define({
    name: 'tell',
    input: { who: { type: 'integer' } },
    output: { text: { type: 'string' } },
    async *run({ who }) {
      for (const step of steps) {
        yield `${who}: step ${step} of a text long enough that the cut falls between two of them`
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
    },
  })
  const server = await listen(createApp([tell], { concurrency: 100 }), { port: 0 })
  // Only the first stream of a session has seen nothing yet.
  const proxy = await faultProxy(server.url, { path: /queue\/data.*after=$/, reset: 4_000 })
  const run = async (who: number): Promise<unknown[]> => {
    const app = await connect(proxy.url)
    try {
      const seen: unknown[] = []
      for await (const event of app.run('tell', [who])) if (event.type === 'output') seen.push(event.data[0])
      return seen
    } finally {
      await app.close()
    }
  }
  try {
    const all = await Promise.all(Array.from({ length: 100 }, (_, who) => run(who)))
    for (const [who, seen] of all.entries()) {
      expect(seen.map((text) => String(text).split(' of a text')[0])).toEqual(
        steps.map((step) => `${who}: step ${step}`),
      )
    }
    expect(proxy.requests.filter((request) => request.includes('queue/data')).length).toBe(200)
    proxy.clear()
    expect((await run(100)).length).toBe(steps.length)
  } finally {
    await proxy.close()
    await server.close()
  }
}, 180_000)
