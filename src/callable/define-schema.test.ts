import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Callable, Job } from './callable.ts'
import { check } from './check.ts'
import { define } from './define.ts'

const rejection = (job: Job): Promise<unknown> =>
  job.then(
    () => 'fulfilled',
    (error: unknown) => error,
  )

test('a schema library says what may be given, fills in, checks and changes', async () => {
  const greet = define({
    name: 'greet',
    input: z.object({
      name: z.string().min(2).meta({ title: 'Name', 'x-component': 'Textbox' }),
      times: z.coerce.number().default(2),
      on: z
        .string()
        .transform((text) => text.length)
        .optional(),
    }),
    output: z.string(),
    run: async ({ name, times }) => `${name} `.repeat(times).trim(),
  })
  expect(greet.input).toEqual([
    { name: 'name', required: true, schema: { type: 'string', minLength: 2, title: 'Name', 'x-component': 'Textbox' } },
    { name: 'times', required: false, schema: { type: 'number', default: 2 } },
    { name: 'on', required: false, schema: { type: 'string' } },
  ])
  expect(greet.output[0]).toEqual({ name: 'output', schema: { type: 'string' } })
  expect(await greet.run({ name: 'Ada' })).toBe('Ada Ada')
  expect(await greet.run(['Ada', '1'])).toBe('Ada')
  expect(await rejection(greet.run({ name: 'A' }))).toMatchObject({
    code: 'BAD_ARGUMENT',
    details: { faults: [{ parameter: 'name', message: expect.stringMatching(/^name: /) as string }] },
  })
  const loose: Callable = greet
  expect(await rejection(loose.run({ nam: 'x' }))).toMatchObject({
    message: 'there is no parameter nam; name is missing',
    hint: 'Did you mean name?',
  })
})

test('a schema library may take its time', async () => {
  const slow = define({
    name: 'slow',
    input: z.object({ n: z.number().refine(async (n) => n > 1, 'too small') }),
    run: ({ n }) => n,
  })
  expect(await slow.run([2])).toBe(2)
  expect(await rejection(slow.run([1]))).toMatchObject({ code: 'BAD_ARGUMENT', message: 'n: too small' })
})

test('a schema that refers to itself still checks each parameter', () => {
  const Branch = z.object({
    name: z.string(),
    get branches() {
      return z.array(Branch).optional()
    },
  })
  const tree = define({ name: 'tree', input: Branch, run: ({ name }) => name })
  const branches = tree.input[1]?.schema ?? {}
  expect(check(branches, [{ name: 'a', branches: [{ name: 'b' }] }], 'branches')).toEqual([])
  expect(check(branches, [{ name: 'a', branches: [{ name: 1 }] }], 'branches')).toEqual([
    'branches[0].branches[0].name must be a string, not 1',
  ])
})

test('types without a JSON Schema are anything to callers, and still checked by their library', async () => {
  const when = define({ name: 'when', input: z.object({ day: z.date() }), run: ({ day }) => day.getFullYear() })
  expect(when.input).toEqual([{ name: 'day', schema: {}, required: true }])
  expect(await when.run({ day: new Date('2020-05-05') })).toBe(2020)
  expect(await rejection(when.run(['today']))).toMatchObject({ code: 'BAD_ARGUMENT' })
})

test('a JSON Schema of an object gives its properties as parameters', async () => {
  const plain = define({
    name: 'plain',
    input: {
      type: 'object',
      properties: { point: { $ref: '#/$defs/Point' }, size: { type: 'integer', default: 1 }, note: { type: 'string' } },
      required: ['point'],
      $defs: { Point: { type: 'object', properties: { x: { type: 'number' } } } },
    },
    output: { type: 'object' },
    run: ({ point, size, note }) => ({ point, size, note: note ?? 'none' }),
  })
  expect(plain.input.map(({ name, required }) => [name, required])).toEqual([
    ['point', true],
    ['size', false],
    ['note', false],
  ])
  expect(await plain.run({ point: { x: 1 } })).toEqual({ point: { x: 1 }, size: 1, note: 'none' })
  expect(await rejection(plain.run([{ x: 'a' }]))).toMatchObject({ message: 'point.x must be a number, not "a"' })
  expect(plain.output).toEqual([{ name: 'output', schema: { type: 'object' } }])
})

test('an input without named properties is refused when the function is defined', () => {
  expect(() => define({ name: 'text', input: z.string(), run: () => 1 })).toThrow(
    'must be an object with named properties',
  )
})
