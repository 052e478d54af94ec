import { expect, expectTypeOf, test, vi } from 'vitest'
import { bind } from './bind.ts'
import { unchanged, type Callable, type RunEvent } from './callable.ts'
import { define } from './define.ts'
import { pipe } from './pipe.ts'

const read = async (job: AsyncIterable<RunEvent>): Promise<RunEvent[]> => {
  const events: RunEvent[] = []
  for await (const event of job) events.push(event.type === 'done' ? { ...event, seconds: 0 } : event)
  return events
}

const draw = define({
  name: 'draw',
  input: { prompt: { type: 'string' }, steps: { type: 'integer', default: 4 } },
  output: { image: {}, seed: { type: 'integer' } },
  *run({ prompt, steps }, { progress }) {
    progress({ done: steps })
    yield [{ url: `http://x/${prompt}.png` }, 1]
    yield [{ url: `http://x/${prompt}.png` }, 7]
  },
})

const words = define({
  name: 'words',
  input: {
    image: { type: 'string' },
    style: { type: 'string' },
    steps: { type: 'integer' },
    quiet: { type: 'boolean', default: true },
  },
  output: { text: { type: 'string' } },
  async *run({ image, style, steps }, { log }) {
    log('reading')
    yield 'so far'
    return `${style} of ${image} in ${steps}`
  },
})

const double = define({
  name: 'double',
  input: { n: { type: 'number' } },
  output: { type: 'number' },
  run: ({ n }) => n * 2,
})
const mapped = pipe(draw, { callable: words, map: { image: '0.url' }, with: { style: 'ink' } })

test('outputs feed the next step in order', async () => {
  const four = pipe(double, double)
  expect(four.name).toBe('double_double')
  expect(four.input).toEqual(double.input)
  expect(four.output).toEqual(double.output)
  expect(await four.run({ n: 3 })).toBe(12)
  expectTypeOf<Awaited<ReturnType<(typeof four)['run']>>>().toEqualTypeOf<number>()
})

test('a map feeds what it names, `with` fixes, and what later steps still require is asked for', async () => {
  expect(mapped.input.map(({ name, required }) => [name, required])).toEqual([
    ['prompt', true],
    ['steps', false],
    ['words_steps', true],
  ])
  expectTypeOf<Awaited<ReturnType<(typeof mapped)['run']>>>().toEqualTypeOf<string>()
  expect(await mapped.run({ prompt: 'fox', words_steps: 2 })).toBe('ink of http://x/fox.png in 2')
})

test('progress and logs of all steps are told, outputs of the last one only', async () => {
  expect(await read(mapped.run({ prompt: 'fox', words_steps: 2 }))).toEqual([
    { type: 'progress', done: 4 },
    { type: 'log', level: 'info', text: 'reading' },
    { type: 'output', data: ['so far'] },
    { type: 'done', data: ['ink of http://x/fox.png in 2'], seconds: 0 },
  ])
})

test('a step that fails ends the pipe with its error; a wrong input is refused before the first step', async () => {
  const run = vi.fn(() => {
    throw new RangeError('broken')
  })
  const failing: Callable = pipe(double, define({ name: 'broken', input: { n: {} }, run }))
  await expect(failing.run({ n: 1 })).rejects.toMatchObject({ code: 'FUNCTION_FAILED', message: 'broken' })
  await expect(failing.run({ m: 1 })).rejects.toMatchObject({ code: 'BAD_ARGUMENT', hint: 'Did you mean n?' })
  expect(run).toHaveBeenCalledTimes(1)
})

test('cancelling a pipe cancels the step that runs', async () => {
  const stopped = vi.fn()
  const wait = define({
    name: 'wait',
    input: { n: {} },
    async *run(_, { signal }) {
      signal.addEventListener('abort', stopped)
      yield 'waiting'
      await new Promise(() => {})
    },
  })
  const job = pipe(double, wait).run({ n: 1 })
  for await (const event of job) if (event.type === 'output') break
  expect(stopped).toHaveBeenCalledTimes(1)
  await expect(job).rejects.toMatchObject({ code: 'CANCELLED' })
})

test('what does not fit is refused when the pipe is made', () => {
  expect(() => pipe(draw, double)).toThrow('draw returns 2 values, double takes 1')
  expect(() => pipe(draw, { callable: double, map: { n: 2 } })).toThrow('draw has no output 2 for n')
  expect(() => pipe(draw, { callable: double, map: { n: '-1' } })).toThrow('draw has no output -1 for n')
  expect(() => pipe({ callable: double, map: { n: 0 } }, double)).toThrow('double has nothing before it to map from')
  expect(() => pipe(draw, { callable: double, map: { m: 0 } })).toThrow('there is no parameter m')
  expect(() => pipe(draw, { callable: double, with: { n: 'x' as unknown as number } })).toThrow(
    'n must be a number, not "x"',
  )
})

test('an output left as it was, or a path that leads nowhere, is left out of the next input', async () => {
  const skip = define({ name: 'skip', run: () => unchanged })
  const show = define({ name: 'show', input: { n: { default: 'default' } }, run: ({ n }) => n })
  expect(await pipe(skip, show).run()).toBe('default')
  for (const path of ['0.path', '0.toString', '0.url.length.more']) {
    const astray = pipe(draw, { callable: show, map: { n: path } })
    expect(await astray.run({ prompt: 'fox' })).toBe('default')
  }
})

test('a slow reader of a composed run slows its source', async () => {
  let made = 0
  const source = define({
    name: 'source',
    input: { from: {} },
    async *run() {
      while (true) yield (made += 1)
    },
  })
  const iterator = bind(source, { from: 0 }).run()[Symbol.asyncIterator]()
  for (let index = 0; index < 20; index += 1) {
    await iterator.next()
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(made).toBeLessThan(250)
  await iterator.return?.()
})

test('a bound callable asks for what is left, and is the same otherwise', async () => {
  const fox = bind(draw, { prompt: 'fox' })
  expect(fox.input.map(({ name }) => name)).toEqual(['steps'])
  expect(fox.output).toEqual(draw.output)
  expect(await read(fox.run([9]))).toEqual(await read(draw.run({ prompt: 'fox', steps: 9 })))
  const wrong: Callable = fox
  await expect(wrong.run({ prompt: 'cat' })).rejects.toMatchObject({ code: 'BAD_ARGUMENT' })
  const loose: Callable = draw
  expect(() => bind(loose, { promt: 'fox' })).toThrow('there is no parameter promt')
  expect(() => bind(loose, { steps: 'many' })).toThrow('steps must be a whole number, not "many"')
})
