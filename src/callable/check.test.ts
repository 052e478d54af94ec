import { Validator } from '@cfworker/json-schema'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Schema } from '../core/schema.ts'
import { check } from './check.ts'

test.each<[string, Schema, unknown, string]>([
  ['a maximum', { type: 'integer', maximum: 50 }, 99, 'steps must be at most 50, not 99'],
  ['a minimum', { type: 'number', minimum: 1 }, 0.5, 'steps must be at least 1, not 0.5'],
  ['an exclusive bound', { exclusiveMinimum: 0 }, 0, 'steps must be more than 0, not 0'],
  ['a step', { multipleOf: 0.1 }, 0.25, 'steps must be a multiple of 0.1, not 0.25'],
  ['a type', { type: 'integer' }, 1.5, 'steps must be a whole number, not 1.5'],
  ['a list of types', { type: ['string', 'null'] }, 3, 'steps must be a string or null, not 3'],
  ['no number at all', { type: 'number' }, NaN, 'steps must be a number, not NaN'],
  ['a choice with a slip', { enum: ['photo', 'ink'] }, 'phto', 'steps must be one of "photo", "ink"; nearest: "photo"'],
  ['a choice', { enum: [1, 2] }, 3, 'steps must be one of 1, 2, not 3'],
  ['a constant', { const: 'x' }, 'y', 'steps must be "x", not "y"'],
  ['a length', { type: 'string', maxLength: 2 }, 'abc', 'steps must have at most 2 characters, not 3'],
  ['a list', { items: { type: 'string' } }, ['a', 2], 'steps[1] must be a string, not 2'],
  ['a short list', { minItems: 2 }, [1], 'steps must have at least 2 elements, not 1'],
  ['a tuple', { prefixItems: [{}, { type: 'number' }] }, [1, 'x'], 'steps[1] must be a number, not "x"'],
  [
    'a property',
    { properties: { 'a b': { type: 'number' } } },
    { 'a b': 'x' },
    'steps["a b"] must be a number, not "x"',
  ],
  ['a missing property', { required: ['role'] }, {}, 'steps.role is missing'],
  [
    'an unknown property',
    { properties: { role: {} }, additionalProperties: false },
    { rloe: 1 },
    'steps has no "rloe"; nearest: "role"',
  ],
  [
    'the branch that is meant',
    { anyOf: [{ type: 'number', maximum: 5 }, { type: 'null' }] },
    9,
    'steps must be at most 5, not 9',
  ],
  ['no branch', { anyOf: [{ type: 'number' }, { type: 'null' }] }, 'x', 'steps must be a number or null, not "x"'],
  ['a reference', { $ref: '#/$defs/N', $defs: { N: { type: 'number' } } }, 'x', 'steps must be a number, not "x"'],
  ['a file', { format: 'file' }, 7, 'steps must be a file: a path, a URL, bytes or a stream, not 7'],
])('says what is wrong: %s', (_, schema, value, message) => {
  expect(check(schema, value, 'steps')).toEqual([message])
})

test('a word that is not understood accepts', () => {
  const schema: Schema & Record<string, unknown> = {
    type: 'string',
    pattern: '(a+)+$',
    format: 'email',
    'x-own': 1,
    not: {},
  }
  expect(check(schema, `${'a'.repeat(40)}!`, 'text')).toEqual([])
  expect(check({ $ref: 'https://example.org/other' }, 1, 'text')).toEqual([])
  expect(check({ oneOf: [{ type: 'number' }, { type: 'integer' }] }, 3, 'text')).toEqual([])
  const closed = { properties: {}, additionalProperties: false, patternProperties: { '^x': {} } }
  expect(check(closed, { x1: 1 }, 'text')).toEqual([])
})

test('a choice is right even where the type beside it says otherwise', () => {
  expect(check({ type: 'string', enum: [1, 2] }, 2, 'n')).toEqual([])
})

test('null is right where it is the default', () => {
  expect(check({ format: 'file', default: null }, null, 'image')).toEqual([])
  expect(check({ format: 'file' }, null, 'image')).toHaveLength(1)
})

test('every form of a file is a file', async () => {
  const bytes = new Uint8Array([1])
  const stream = new Blob([bytes]).stream()
  const files = ['cat.png', 'https://x.org/a', new URL('https://x.org'), new Blob([bytes]), bytes, stream]
  for (const file of [...files, { path: '/tmp/a' }, { name: 'a', content: bytes }, { name: 'a', url: 'http://x' }])
    expect(check({ format: 'file', type: 'object', properties: { path: { type: 'string' } } }, file, 'image')).toEqual(
      [],
    )
  for (const other of ['', 1, {}, [], { name: 'a', content: 'text' }, { content: bytes }])
    expect(check({ format: 'file' }, other, 'image')).toHaveLength(1)
  await stream.cancel()
})

test('endless schemas and values end, and messages are few', () => {
  const circle: Schema = { $ref: '#/$defs/A', $defs: { A: { $ref: '#/$defs/B' }, B: { $ref: '#/$defs/A' } } }
  expect(check(circle, 1, 'x')).toEqual([])
  const doubling: Schema = {
    $ref: '#/$defs/T',
    $defs: { T: { allOf: [{ $ref: '#/$defs/T' }, { $ref: '#/$defs/T' }] } },
  }
  expect(check(doubling, 1, 'x')).toEqual([])
  const tree: Schema = { $ref: '#/$defs/T', $defs: { T: { properties: { next: { $ref: '#/$defs/T' } } } } }
  const endless: { next?: object } = {}
  endless.next = endless
  expect(check(tree, endless, 'x')).toEqual([])
  expect(
    check(
      { items: { type: 'string' } },
      Array.from({ length: 100_000 }, () => 1),
      'x',
    ).length,
  ).toBeLessThanOrEqual(20)
})

const words: Record<string, fc.Arbitrary<unknown>> = {
  type: fc.oneof(
    fc.constantFrom('string', 'number', 'integer', 'boolean', 'null', 'array', 'object'),
    fc.constant(['string', 'null']),
    fc.constant(['integer', 'array']),
  ),
  minimum: fc.integer({ min: -3, max: 3 }),
  maximum: fc.integer({ min: -3, max: 3 }),
  exclusiveMinimum: fc.integer({ min: -3, max: 3 }),
  exclusiveMaximum: fc.integer({ min: -3, max: 3 }),
  multipleOf: fc.constantFrom(1, 2, 3),
  minLength: fc.nat(3),
  maxLength: fc.nat(3),
  minItems: fc.nat(3),
  maxItems: fc.nat(3),
  required: fc.subarray(['a', 'b', 'toString']),
}

const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(null, true, false, '', 'a', 'bc', 'é𝄞', -2, 0, 1, 1.5, 3, 4, 99),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'toString', '__proto__'), tie('value'), { maxKeys: 3 }),
  ),
})).value

const schemas = (branches: readonly string[]): fc.Arbitrary<Schema> =>
  fc.letrec<{ schema: Schema }>((tie) => {
    const schema = tie('schema')
    const list = fc.array(schema, { minLength: 1, maxLength: 3 })
    const leaf = fc.record(words, { requiredKeys: [] })
    const inner = fc.record(
      {
        items: schema,
        prefixItems: list,
        properties: fc.dictionary(fc.constantFrom('a', 'b', 'toString'), schema, { maxKeys: 3 }),
        additionalProperties: fc.oneof(fc.boolean(), schema),
        const: value,
        $ref: fc.constantFrom('#/$defs/leaf', '#/$defs/tree'),
        ...Object.fromEntries(branches.map((branch) => [branch, list])),
      },
      { requiredKeys: [] },
    )
    // An enum stands alone: beside a type that contradicts it, we take its word.
    const choice = fc.record({ enum: fc.array(value, { minLength: 1, maxLength: 3 }) })
    const all = fc.tuple(leaf, inner).map(([one, other]) => ({ ...one, ...other }))
    return { schema: fc.oneof({ maxDepth: 3, depthSize: 'small' }, leaf, choice, all) as fc.Arbitrary<Schema> }
  }).schema

const $defs: Schema['$defs'] = {
  leaf: { type: 'integer', minimum: 1 },
  tree: { properties: { a: { $ref: '#/$defs/tree' } }, required: ['a'] },
}

const judged = (schema: Schema, instance: unknown): [ours: boolean, theirs: boolean] => {
  const whole = { ...schema, $defs }
  const oracle = new Validator(JSON.parse(JSON.stringify(whole)) as object, '2020-12')
  return [check(whole, instance, 'x').length === 0, oracle.validate(instance).valid]
}

test('agrees with an independent validator on the subset', () => {
  let refused = 0
  fc.assert(
    fc.property(schemas(['anyOf', 'allOf']), value, (schema, instance) => {
      const [ours, theirs] = judged(schema, instance)
      if (!theirs) refused += 1
      expect(ours).toBe(theirs)
    }),
    { numRuns: 1_000 },
  )
  expect(refused).toBeGreaterThan(100)
})

test('never refuses what an independent validator accepts, oneOf included', () => {
  fc.assert(
    fc.property(schemas(['anyOf', 'allOf', 'oneOf']), value, (schema, instance) => {
      const [ours, theirs] = judged(schema, instance)
      if (theirs) expect(ours).toBe(true)
    }),
    { numRuns: 500 },
  )
})
