import { afterAll, expect, test } from 'vitest'
import type { Callable, RunEvent } from '../../src/callable/callable.ts'
import { unchanged } from '../../src/callable/callable.ts'
import { define, update } from '../../src/callable/define.ts'
import { HfnError } from '../../src/core/error.ts'
import { connect } from '../../src/gradio/index.ts'
import { createApp } from '../../src/serve/index.ts'

/** Everything a function can say and take, in one. */
const storeyed = define({
  name: 'everything',
  title: 'Everything',
  description: 'Says whatever a function can say.',
  input: {
    text: { type: 'string', title: 'A text', description: 'Any text', default: 'hi' },
    count: { type: 'integer', title: 'How many', minimum: 1, maximum: 5, default: 2 },
    style: { enum: ['photo', 'ink'], type: 'string', default: 'ink' },
    loud: { type: 'boolean', default: false },
    extra: { type: 'object', properties: { depth: { type: 'number' } }, default: { depth: 1 } },
    tags: { type: 'array', items: { type: 'string' }, default: [] },
    anything: { default: null },
  },
  output: {
    words: { type: 'string', title: 'Words' },
    list: { type: 'array', items: { type: 'integer' } },
    record: { type: 'object' },
  },
  async *run({ text, count, style, loud, extra }, { progress, log }) {
    log('beginning', 'info', 'First')
    for (let index = 1; index <= (count ?? 2); index += 1) {
      progress({ done: index, total: count ?? 2, unit: 'steps', text: 'working' })
      const words = `${text} `.repeat(index)
      yield [
        loud === true ? words.toUpperCase() : words,
        Array.from({ length: index }, (_, k) => k),
        { style, index, extra },
      ]
    }
    log('almost', 'warning')
    yield [update({ value: 'last', visible: false }), unchanged, { style, index: 0, extra }]
  },
})

const failing = define({
  name: 'failing',
  input: { after: { type: 'integer', default: 0 } },
  output: { value: { type: 'integer' } },
  async *run({ after }) {
    for (let index = 0; index < (after ?? 0); index += 1) yield index
    throw new HfnError('QUEUE_FULL', 'No room: 5 of 5 taken', { title: 'Full house' })
  },
})

const nothing = define({ name: 'nothing', input: {}, output: {}, run: () => undefined })

const events = async (callable: Callable, input?: object): Promise<unknown[]> => {
  const seen: unknown[] = []
  try {
    for await (const event of callable.run(input)) seen.push(plain(event))
  } catch (error) {
    if (!HfnError.is(error)) throw error
    seen.push({ code: error.code, message: error.message, title: error.details.title })
  }
  return seen
}

/** Waiting times and places in line belong to a storey, not to the function. */
const plain = (event: RunEvent): unknown => {
  if (event.type === 'queue') return undefined
  if (event.type === 'done') return { ...event, seconds: undefined }
  return event
}

const face = (callable: Callable): unknown => ({
  name: callable.name,
  title: callable.title,
  description: callable.description,
  input: callable.input.map(({ name, schema, required }) => ({ name, schema, required })),
  output: callable.output.map(({ name, schema }) => ({ name, schema })),
})

const closing: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const close of closing.reverse()) await close()
})

const storey = async (below: readonly Callable[]): Promise<readonly Callable[]> => {
  const served = createApp(below)
  const app = await connect('http://app.localhost', { fetch: served.fetch })
  closing.push(
    () => served.close(),
    () => app.close(),
  )
  return below.map(({ name }) => app.function(name))
}

test('a function served and connected to, twice over, is the same function', async () => {
  const ground: readonly Callable[] = [storeyed, failing, nothing]
  const first = await storey(ground)
  const second = await storey(first)
  const inputs: readonly (object | undefined)[] = [
    { text: 'a', count: 3, extra: { depth: 2 } },
    { after: 2 },
    undefined,
  ]
  for (const [index, callable] of ground.entries()) {
    const input = inputs[index]
    const expected = (await events(callable, input)).filter((event) => event !== undefined)
    expect(expected.length).toBeGreaterThan(0)
    for (const floor of [first, second]) {
      const above = floor[index]
      if (above === undefined) throw new Error('a function is missing')
      expect(face(above)).toEqual(face(callable))
      expect((await events(above, input)).filter((event) => event !== undefined)).toEqual(expected)
    }
  }
})

test('a wrong input is refused alike at every storey, before anything is sent', async () => {
  const second = await storey(await storey([storeyed]))
  const faults = async (callable: Callable | undefined): Promise<unknown> => {
    const error = await callable?.run({ cuont: 1, style: 'oil', count: 9 }).then(
      () => undefined,
      (reason: unknown) => reason,
    )
    return HfnError.is(error) ? { code: error.code, faults: error.details.faults } : error
  }
  const expected = await faults(storeyed)
  expect(expected).toMatchObject({ code: 'BAD_ARGUMENT' })
  expect(await faults(second[0])).toEqual(expected)
})
