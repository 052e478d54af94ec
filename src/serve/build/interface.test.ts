import { afterEach, expect, expectTypeOf, test } from 'vitest'
import { z } from 'zod'
import { unchanged } from '../../callable/callable.ts'
import { define, update } from '../../callable/define.ts'
import type { RunContext } from '../../callable/definition.ts'
import { createApp } from '../app.ts'
import type { AppDefinition } from '../blueprint.ts'
import { Interface } from './interface.ts'
import {
  checkbox,
  dataframe,
  dropdown,
  gallery,
  highlightedText,
  label,
  number,
  slider,
  state,
  text,
} from './words/index.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const only = ({ callables }: AppDefinition) => {
  const [callable] = callables
  if (callable === undefined || callables.length > 1) throw new Error('there is not one function')
  return callable
}

/** Serves a page and posts arguments to its function in one session. */
const caller = (page: AppDefinition) => {
  const app = createApp(page)
  closing.push(() => app.close())
  return async (data: readonly unknown[]): Promise<unknown> => {
    const body = JSON.stringify({ data, session_hash: 's' })
    const answer = await app.fetch(`http://app/run/${only(page).name}`, { method: 'POST', body })
    return ((await answer.json()) as { data: unknown }).data
  }
}

test('the shortest of all: a function, text in, text out', async () => {
  const page = Interface((text) => text.toUpperCase(), { inputs: 'text', outputs: 'text', live: true, title: 'Loud' })
  expect(page).toMatchObject({
    title: 'Loud',
    blueprint: { mode: 'interface', bindings: [{ function: 'predict', live: true }] },
  })
  expect(only(page).input[0]).toMatchObject({ name: 'text', schema: { type: 'string', 'x-component': 'Textbox' } })
  expect(await only(page).run({ text: 'a' })).toBe('A')
})

test('inputs in order are arguments in order, and the context comes last', async () => {
  const describe = (prompt: string, steps: number, style: 'ink' | 'oil', context: RunContext): string => {
    context.log('seen')
    return `${prompt} ${steps} ${style}`
  }
  const page = Interface(describe, {
    inputs: [text({ label: 'A prompt' }), slider({ minimum: 1, maximum: 5 }), dropdown({ choices: ['ink', 'oil'] })],
    outputs: [text({ label: 'What it is' })],
    examples: [['a fox', 2, 'oil'], 'a cat'],
  })
  const { name, input, output } = only(page)
  expect([name, input.map((one) => one.name), output.map((one) => one.name)]).toEqual([
    'describe',
    ['prompt', 'steps', 'style'],
    ['what_it_is'],
  ])
  expect(await only(page).run(['a fox'])).toBe('a fox 1 ink')
  expect(page.blueprint.bindings[0]?.examples).toEqual([['a fox', 2, 'oil'], ['a cat']])
})

test('inputs by name are one object, whoever describes them', async () => {
  const words = Interface(
    ({ who, loud }) => {
      expectTypeOf(who).toEqualTypeOf<string>()
      expectTypeOf(loud).toEqualTypeOf<boolean>()
      return loud ? `${who}!` : who
    },
    { inputs: { who: text(), loud: checkbox() }, outputs: text(), name: 'call' },
  )
  expect(await only(words).run({ who: 'Ada', loud: true })).toBe('Ada!')
  const zod = Interface(({ count }) => count + 1, {
    inputs: z.object({ count: z.number().int() }),
    outputs: z.number(),
  })
  expect(await only(zod).run({ count: 1 })).toBe(2)
  await expect(only(zod).run({ count: 1.5 })).rejects.toMatchObject({ code: 'BAD_ARGUMENT' })
})

test('several outputs come as a list, or by name', async () => {
  const list = Interface((n) => [n, String(n)], { inputs: number(), outputs: [number(), text()] })
  expect(await only(list).run([1])).toEqual([1, '1'])
  const named = Interface((n) => ({ half: n / 2, text: `${n}` }), {
    inputs: number(),
    outputs: { half: number(), text: text() },
  })
  expect(await only(named).run([3])).toEqual([1.5, '3'])
})

test('what is easy to write becomes what the component wants', async () => {
  const page = Interface(
    async function* () {
      yield {
        classes: { cat: 0.2, dog: 0.8 },
        table: [{ a: 1, b: 2 }],
        words: [['one', 'x']],
        pictures: ['http://h/a.png'],
      }
      yield { classes: update({ value: 'cat', visible: false }) }
    },
    { inputs: [], outputs: { classes: label(), table: dataframe(), words: highlightedText(), pictures: gallery() } },
  )
  const seen: unknown[] = []
  const callable = only(page)
  expect(callable.streams).toBe(true)
  for await (const event of callable.run()) if (event.type === 'output') seen.push(event)
  expect(seen).toMatchObject([
    {
      data: [
        { label: 'dog', confidences: [{ label: 'dog', confidence: 0.8 }, { label: 'cat' }] },
        { headers: ['a', 'b'], data: [[1, 2]], metadata: null },
        [{ token: 'one', class_or_confidence: 'x' }],
        [{ image: 'http://h/a.png', caption: null }],
      ],
    },
    { data: [{ label: 'cat' }, unchanged, unchanged, unchanged], updates: [{ visible: false }, null, null, null] },
  ])
})

test('a state goes in and comes back without leaving the server', async () => {
  const page = Interface((add: number, sum: unknown) => [Number(sum) + add, Number(sum) + add], {
    inputs: [number(), state({ default: 10 })],
    outputs: [number(), state()],
  })
  const post = caller(page)
  expect([await post([1, null]), await post([2, null])]).toEqual([
    [11, null],
    [13, null],
  ])
})

test('leaving a stream early reaches the function behind it', async () => {
  let ended = false
  const page = Interface(
    async function* (_, { signal }) {
      try {
        for (;;) {
          yield { cat: 1 }
          await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
        }
      } finally {
        ended = true
      }
    },
    { inputs: text(), outputs: label() },
  )
  const job = only(page).run(['x'])
  for await (const event of job) if (event.type === 'output') break
  await expect(job).rejects.toMatchObject({ code: 'CANCELLED' })
  await expect.poll(() => ended).toBe(true)
})

test('a callable gets a page, with options of its own', () => {
  const callable = define({ name: 'given', input: { a: { type: 'string' } }, run: () => 1 })
  const page = Interface(callable, { flags: ['wrong'], examples: ['x'], concurrency: 4, visibility: 'undocumented' })
  expect(page.callables).toEqual([callable])
  expect(page.settings).toMatchObject({ given: { concurrency: 4, visibility: 'undocumented' } })
  expect(page.blueprint.bindings).toMatchObject([{ function: 'given', flags: ['wrong'], examples: [['x']] }])
})
