import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { App } from '../../src/gradio/index.ts'
import { collect, failure, outputs, reaching, told } from './reach.ts'
import { majors, server } from './servers.ts'

describe.each(majors)('many runs and stopping them of Gradio %i', (major) => {
  let app: App
  const reach = reaching(major)
  beforeAll(async () => {
    await Promise.all((['kitchen'] as const).map((name) => server(major, name)))
    app = await reach('kitchen')
  })
  afterAll(() => reach.close())

  test('a running function is stopped on the server, and the next call runs', async () => {
    const job = app.run('forever_as', ['a program'])
    let seen = 0
    for await (const event of job) if (event.type === 'output' && ++seen === 3) break
    expect((await failure(job)).code).toBe('CANCELLED')
    expect(await app.run('greet', ['Ada'])).toBe('Hello Ada')
    if (major > 3) await expect.poll(() => app.run('times_ended', ['a program']), { timeout: 10_000 }).toBe(1)
  })

  test('a waiting run is cancelled without disturbing the others', async () => {
    const first = app.run('slow', [3])
    // Whoever asks first is not always who is heard first.
    await told(first, 'queue')
    const second = app.run('slow', [30])
    await told(second, 'queue')
    const third = app.run('slow', [1])
    await second.cancel()
    expect((await failure(second)).code).toBe('CANCELLED')
    expect(await Promise.all([first, third])).toEqual([
      expect.stringContaining('slept 3'),
      expect.stringContaining('slept 1'),
    ])
  })

  test('thirty runs at once on one connection all settle', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, (_, index) => app.run('greet', [`n${index}`])))
    expect(answers).toEqual(Array.from({ length: 30 }, (_, index) => `Hello n${index}`))
  })

  if (major > 3)
    test('a run sent on its own is followed later, by another connection', async () => {
      const sent = await app.send('counter', [3])
      const later = await reach('kitchen')
      expect(outputs(await collect(later.results(JSON.parse(JSON.stringify(sent)) as typeof sent)))).toEqual([1, 2, 3])
    })

  if (major > 3)
    test('the simple protocol gives the same values', async () => {
      const simple = await reach('kitchen', { protocol: 'call' })
      expect(await simple.run('greet', ['Ada', true])).toBe('Hello Ada!!!')
      expect(outputs(await collect(simple.run('counter', [3])))).toEqual([1, 2, 3])
      expect((await failure(simple.run('fail', ['no paper']))).code).toBe('FUNCTION_FAILED')
      const job = simple.run('forever')
      for await (const event of job) if (event.type === 'output') break
      expect((await failure(job)).code).toBe('CANCELLED')
    })
})
