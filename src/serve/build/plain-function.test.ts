import { expect, test } from 'vitest'
import { plainFunction } from './plain-function.ts'

test('a function nobody described has the parameters of its source, typed by their defaults', async () => {
  const made = plainFunction(
    async (duration = '5', count = 2, loud = false, rest = ['x']) => JSON.stringify({ duration, count, loud, rest }),
    'op1',
  )
  expect(
    made.input.map(({ name, schema, required }) => [name, schema['x-component'], required, schema.default]),
  ).toEqual([
    ['duration', 'Textbox', false, '5'],
    ['count', 'Number', false, 2],
    ['loud', 'Checkbox', false, false],
    ['rest', 'JSON', false, null],
  ])
  expect(await made.run({ count: 3 })).toBe('{"duration":"5","count":3,"loud":false,"rest":["x"]}')
  expect(await made.run(['1', 3, true, { deep: [] }])).toBe('{"duration":"1","count":3,"loud":true,"rest":{"deep":[]}}')
})

test('a parameter without a default must be given, and may be anything', async () => {
  const made = plainFunction((value: unknown) => JSON.stringify(value), 'told')
  expect(await made.run({ value: { deep: [1] } })).toBe('{"deep":[1]}')
  await expect(made.run({})).rejects.toMatchObject({ code: 'BAD_ARGUMENT' })
})

test('a last parameter called context, or taken apart, is the context', async () => {
  const told: unknown[] = []
  const named = plainFunction((text: string, context: { log: (text: string) => void }) => context.log(text), 'named')
  const apart = plainFunction((text: string, { log }: { log: (text: string) => void }) => log(text), 'apart')
  for (const made of [named, apart]) {
    expect(made.input.map(({ name }) => name)).toEqual(['text'])
    for await (const event of made.run({ text: 'hello' })) if (event.type === 'log') told.push(event.text)
  }
  expect(told).toEqual(['hello', 'hello'])
})

test('a generator gives outputs on its way', async () => {
  const made = plainFunction(function* (to = 2) {
    for (let index = 1; index <= to; index++) yield index
  }, 'count')
  const seen: unknown[] = []
  for await (const event of made.run({ to: 3 })) if (event.type === 'output') seen.push(event.data[0])
  expect([made.streams, ...seen]).toEqual([true, 1, 2, 3])
})

test.each([(...all: unknown[]) => all, ({ a }: { a: unknown }, b: unknown) => [a, b]])(
  'parameters without plain names are refused: %s',
  (fn) => {
    expect(() => plainFunction(fn as () => void, 'odd')).toThrow(/parameters of odd/)
  },
)
