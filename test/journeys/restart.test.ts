import { afterEach, expect, test } from 'vitest'
import { define } from '../../src/callable/define.ts'
import { connect } from '../../src/gradio/index.ts'
import { createApp, listen, type Listening } from '../../src/serve/index.ts'
import { held } from '../support/served-app.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const text = { type: 'string' } as const

const told = (name: string, ...words: readonly string[]) =>
  define({
    name,
    input: {},
    output: { text },
    async *run() {
      yield* words
    },
  })

const serving = async (functions: Parameters<typeof createApp>[0], port = 0): Promise<Listening> => {
  const listening = await listen(createApp(functions), { port })
  closing.push(() => listening.close({ drain: 0 }))
  return listening
}

/** The same address, another app. */
const restarted = async (before: Listening, functions: Parameters<typeof createApp>[0]): Promise<Listening> => {
  await before.close({ drain: 0 })
  const after = await serving(functions, Number(new URL(before.url).port))
  // By now every visitor knows that its old connections have ended.
  await (await fetch(`${after.url}/config`)).arrayBuffer()
  return after
}

const visitor = async (url: string) => {
  const app = await connect(url)
  closing.push(() => app.close())
  return app
}

/** Its outputs on the way. */
const outputs = async (job: ReturnType<Awaited<ReturnType<typeof visitor>>['run']>): Promise<unknown[]> => {
  const seen: unknown[] = []
  for await (const event of job) if (event.type === 'output') seen.push(event.data[0])
  return seen
}

test.each([1, 2, 3])('after a restart the next call runs, and all of it is told: %i calls before', async (calls) => {
  const first = await serving([told('say', 'a', 'b', 'first')])
  const app = await visitor(first.url)
  for (let count = 0; count < calls; count++) expect(await app.run('say')).toBe('first')
  await restarted(first, [told('say', 'a', 'b', 'second')])
  expect(await outputs(app.run('say'))).toEqual(['a', 'b', 'second'])
})

test('a function that has another place after a restart is still the one that is called', async () => {
  const first = await serving([told('say', 'first'), told('other', 'other')])
  const app = await visitor(first.url)
  expect(await app.run('say')).toBe('first')
  await restarted(first, [told('new', 'wrong'), told('say', 'second')])
  expect(await app.run('say')).toBe('second')
  expect(() => app.run('other')).toThrow(/has no function other/)
  expect([...app.functions.keys()]).toEqual(['new', 'say'])
})

test('a run caught in a restart ends with what it had, and says so; the next call runs', async () => {
  const { callable, running } = held('say')
  const first = await serving([callable])
  const app = await visitor(first.url)
  const job = app.run('say', ['x'])
  await running(1)
  const failed = expect(job).rejects.toMatchObject({ code: 'APP_STOPPED', details: { eventId: expect.any(String) } })
  await restarted(first, [told('say', 'second')])
  await failed
  expect(await app.run('say', ['x'])).toBe('second')
})
