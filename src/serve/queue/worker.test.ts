import { expect, test } from 'vitest'
import { HfnError } from '../../core/error.ts'
import { define } from '../../callable/define.ts'
import { cancel, count, createApp, endOf, join, post, run, type Told } from '../../../test/support/served-app.ts'

const text = { type: 'string' } as const

/** Every way a function can go wrong. */
const bad = define({
  name: 'bad',
  input: { how: text },
  output: { one: text, two: text },
  // What it gives is wrong on purpose.
  run: ({ how }): string[] => wrong(how) as string[],
})

const wrong = (how: string): unknown => {
  const secret = new Error('/home/me/secret')
  switch (how) {
    case 'throws':
      throw secret
    case 'rejects late':
      return new Promise((_, reject) => setTimeout(() => reject(secret), 1))
    case 'throws something odd':
      throw Object.create(null)
    case 'throws after a yield':
      return (async function* () {
        yield ['a', 'b']
        throw secret
      })()
    case 'returns one value too few':
      return ['a']
    case 'returns text':
      return 'ab'
    case 'returns what JSON cannot say':
      return ['a', 1n]
    case 'never resolves':
      return new Promise(() => {})
    case 'blocks':
      for (const end = performance.now() + 100; performance.now() < end;);
      return ['a', 'b']
    default:
      return ['a', 'b']
  }
}

const app = (timeout?: number) => {
  const errors: [unknown, string][] = []
  const served = createApp([bad, count], {
    functions: { bad: { timeout } },
    onError: (error, id) => errors.push([error, id]),
  })
  return { served, errors }
}

test.each(['throws', 'rejects late', 'throws something odd', 'throws after a yield', 'returns what JSON cannot say'])(
  'a function that %s fails its own run: an id outside, all of it in the log',
  async (how) => {
    const { served, errors } = app()
    const [id] = await Promise.all([join(served, 's', [how]), join(served, 'other', [2], 1)])
    const end = await endOf(served, 's')
    expect(end).toMatchObject({ success: false, code: 'FUNCTION_FAILED', output: { title: 'Error' } })
    expect(end?.output.error).toBe(`The function failed. The app's log tells why, under ${id}.`)
    expect(errors).toEqual([[expect.any(Error), id]])
    expect(await endOf(served, 'other')).toMatchObject({ success: true, output: { data: ['2'] } })
    expect(await run(served, 'bad', ['well'])).toMatchObject({ data: ['a', 'b'] })
  },
)

test.each(['returns one value too few', 'returns text'])(
  'a function that %s fails, and says what it owes',
  async (how) => {
    const { served } = app()
    expect(await run(served, 'bad', [how])).toMatchObject({
      error: 'The function must return 2 values, as an array or by name',
      code: 'FUNCTION_FAILED',
    })
  },
)

test('a function that never resolves ends when its time is over, and the next one runs', async () => {
  const { served } = app(1_000)
  expect(await run(served, 'bad', ['never resolves'])).toMatchObject({ code: 'TIMEOUT' })
  expect(await run(served, 'bad', ['well'])).toMatchObject({ data: ['a', 'b'] })
})

test('a function that blocks only delays the others', async () => {
  const { served } = app()
  const results = await Promise.all([run(served, 'bad', ['blocks']), run(served, 'count', [1])])
  expect(results).toMatchObject([{ data: ['a', 'b'] }, { data: ['1'] }])
})

test('a source that takes no notice of being stopped does not keep its place for ever', async () => {
  const deaf = define({ name: 'deaf', input: {}, output: { text }, run: () => new Promise<string>(() => {}) })
  const served = createApp([deaf])
  const gone = new AbortController()
  const asked = (signal?: AbortSignal): Promise<Response> =>
    served.fetch(
      new Request('http://app/run/deaf', { method: 'POST', body: '{"data":[]}', ...(signal ? { signal } : {}) }),
    )
  const first = asked(gone.signal)
  gone.abort()
  expect(await (await first).json()).toMatchObject({ code: 'CANCELLED' })
  const second = post(served, '/run/deaf', { data: [] })
  await served.close({ drain: 0 })
  expect(await (await second).json()).toMatchObject({ code: 'APP_STOPPED' })
})

const lengths = define({
  name: 'lengths',
  input: { texts: { type: 'array', items: { ...text, title: 'Text' } } },
  output: { lengths: { type: 'array', items: { type: 'integer' } }, of: { type: 'array', items: { type: 'integer' } } },
  run: async ({ texts }, { progress }) => {
    progress(texts.length)
    await new Promise((resolve) => setTimeout(resolve, 5))
    if (texts.includes('bad')) throw new HfnError('FUNCTION_FAILED', 'a bad text')
    if (texts.includes('short')) return [[1], [1]]
    return [texts.map(({ length }) => length), texts.map(() => texts.length)]
  },
})

const together = (texts: unknown[]): Promise<Told['output'][]> => {
  const served = createApp([lengths], { functions: { lengths: { batch: 3 } } })
  return Promise.all(texts.map((one) => run(served, 'lengths', [one])))
}

test('calls of a batched function that waited run together, and each gets its own values', async () => {
  expect((await together(['a', 'bb', 'ccc', 'dddd', 'eeeee'])).map(({ data }) => data)).toEqual([
    [1, 1],
    [2, 3],
    [3, 3],
    [4, 3],
    [5, 1],
  ])
})

test('a batch that fails fails all its calls; wrong arguments fail one', async () => {
  const results = await together(['a', 'bb', 'bad', ['no text']])
  expect(results).toMatchObject([
    { data: [1, 1] },
    { error: 'a bad text' },
    { error: 'a bad text' },
    { code: 'BAD_ARGUMENT' },
  ])
  expect((await together(['a', 'short', 'b', 'c']))[1]).toMatchObject({ code: 'FUNCTION_FAILED' })
})

test('a batch stops when all its calls are cancelled, whoever was refused before', async () => {
  const stopped = new Promise<void>((resolve) => {
    const wait = define({
      name: 'wait',
      input: { texts: { type: 'array', items: text } },
      output: { texts: { type: 'array', items: text } },
      run: ({ texts }, { signal }) =>
        new Promise<string[]>((done) => {
          if (texts.includes('first')) setTimeout(() => done(texts), 20)
          signal.addEventListener('abort', () => resolve())
        }),
    })
    const served = createApp([wait], { functions: { wait: { batch: 3 } } })
    void (async () => {
      await join(served, 'first', ['first'])
      const ids = [
        await join(served, 's', ['a']),
        await join(served, 's', [['no text']]),
        await join(served, 's', ['b']),
      ]
      await endOf(served, 'first')
      await Promise.all(ids.map((id) => cancel(served, id, 's')))
    })()
  })
  await stopped
})

test('a function without lists cannot be batched', () => {
  expect(() => createApp([count], { functions: { count: { batch: 2 } } })).toThrow(
    expect.objectContaining({ code: 'BAD_USAGE', message: expect.stringContaining('no list') }),
  )
})
