import { expectTypeOf, test } from 'vitest'
import { z } from 'zod'
import type { Callable } from './callable.ts'
import { define, update } from './define.ts'
import type { FileInput } from './file.ts'
import type { FromSchema } from './schema-type.ts'

test('plain schemas type the arguments, with defaults, and what comes back', () => {
  const draw = define({
    name: 'draw',
    input: {
      prompt: { type: 'string' },
      steps: { type: 'integer', default: 4 },
      style: { enum: ['photo', 'ink'] },
      image: { format: 'file', default: null },
      tags: { type: 'array', items: { type: 'string' } },
      any: {},
    },
    output: { picture: { format: 'file' } },
    run: (input) => {
      expectTypeOf(input).toEqualTypeOf<{
        prompt: string
        steps: number
        style: 'photo' | 'ink'
        image: FileInput | null
        tags: string[]
        any: unknown
      }>()
      return 'a.png'
    },
  })
  type Input = Exclude<Parameters<typeof draw.run>[0], readonly unknown[] | undefined>
  expectTypeOf<Input>().toEqualTypeOf<{
    prompt: string
    steps?: number | undefined
    style: 'photo' | 'ink'
    image?: FileInput | null | undefined
    tags: string[]
    any: unknown
  }>()
  expectTypeOf<Awaited<ReturnType<(typeof draw)['run']>>>().toEqualTypeOf<FileInput>()
})

test('an object schema types required and optional properties', () => {
  define({
    name: 'plain',
    input: {
      type: 'object',
      properties: { a: { type: 'number' }, b: { type: 'boolean', default: true }, c: { type: 'null' } },
      required: ['a'],
    },
    run: (input) => expectTypeOf(input).toEqualTypeOf<{ a: number; b: boolean; c?: null | undefined }>(),
  })
})

test('a schema library types both sides of its changes', () => {
  const length = define({
    name: 'length',
    input: z.object({ text: z.string().transform((text) => text.length), more: z.boolean().default(false) }),
    output: z.number(),
    run: (input) => {
      expectTypeOf(input).toEqualTypeOf<{ text: number; more: boolean }>()
      return input.text
    },
  })
  type Input = Exclude<Parameters<typeof length.run>[0], readonly unknown[] | undefined>
  expectTypeOf<Input>().toEqualTypeOf<{ text: string; more?: boolean | undefined }>()
  expectTypeOf<Awaited<ReturnType<(typeof length)['run']>>>().toEqualTypeOf<number>()
})

test('without an output the result has the type of what the function gives', () => {
  const one = define({ name: 'a', run: () => 1 })
  expectTypeOf<Awaited<ReturnType<(typeof one)['run']>>>().toEqualTypeOf<number>()
  const later = define({ name: 'b', run: async () => 'x' })
  expectTypeOf<Awaited<ReturnType<(typeof later)['run']>>>().toEqualTypeOf<string>()
  const count = define({
    name: 'c',
    async *run() {
      yield 1
    },
  })
  expectTypeOf<Awaited<ReturnType<(typeof count)['run']>>>().toEqualTypeOf<number>()
})

test('a list of outputs keeps their types in order', () => {
  const two = define({
    name: 'two',
    output: [
      { name: 'text', schema: { type: 'string' } },
      { name: 'seed', schema: { type: 'integer' } },
    ],
    *run() {
      yield ['a', 1]
      yield [update({ value: 'b', visible: true }), update({ visible: false })]
    },
  })
  expectTypeOf<Awaited<ReturnType<(typeof two)['run']>>>().toEqualTypeOf<[string, number]>()
})

test('a function that does not give what it declares does not compile', () => {
  // @ts-expect-error a number is no text
  define({ name: 'text', output: { type: 'string' }, run: () => 1 })
  // @ts-expect-error a text is no number
  define({ name: 'several', output: { a: { type: 'number' }, b: { type: 'number' } }, run: () => [1, 'x'] })
  // @ts-expect-error there is no such argument
  define({ name: 'names', input: { a: {} }, run: ({ b }) => b })
})

test('schemas as types', () => {
  expectTypeOf<FromSchema<{ type: readonly ['string', 'null'] }>>().toEqualTypeOf<string | null>()
  expectTypeOf<FromSchema<{ anyOf: readonly [{ type: 'number' }, { const: 'auto' }] }>>().toEqualTypeOf<
    number | 'auto'
  >()
  expectTypeOf<FromSchema<{ type: 'array'; prefixItems: readonly [{ type: 'string' }, {}] }>>().toEqualTypeOf<
    [string, unknown]
  >()
  expectTypeOf<FromSchema<{ type: 'object' }>>().toEqualTypeOf<Record<string, unknown>>()
  expectTypeOf<FromSchema<{ format: 'file' }>>().toEqualTypeOf<FileInput>()
})

test('every defined function is a Callable', () => {
  const all: readonly Callable[] = [
    define({ name: 'a', input: { n: { type: 'number' } }, output: { type: 'number' }, run: ({ n }) => n }),
    define({ name: 'b', output: {}, run: () => {} }),
    define({ name: 'c', input: z.object({ x: z.string() }), run: ({ x }) => x }),
  ]
  expectTypeOf(all[0]).toEqualTypeOf<Callable | undefined>()
})
