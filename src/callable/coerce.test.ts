import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HfnError } from '../core/error.ts'
import type { Schema } from '../core/schema.ts'
import { coerce } from './coerce.ts'

const nullable = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] })

test.each<[Schema, string | readonly string[], unknown]>([
  [{ type: 'number' }, '-1.5e2', -150],
  [{ type: 'integer' }, '3', 3],
  [{ type: 'integer' }, '3.0', 3],
  [{ type: 'boolean' }, 'Yes', true],
  [{ type: 'boolean' }, 'off', false],
  [{ type: 'null' }, 'null', null],
  [{ type: ['number', 'null'] }, 'null', null],
  [nullable({ type: 'number' }), 'null', null],
  [nullable({ type: 'number' }), '5', 5],
  [nullable({ type: 'string' }), 'null', 'null'],
  [nullable({ format: 'file' }), 'null', null],
  [{ format: 'file' }, './null', './null'],
  [{ enum: [1, 2, '2'] }, '1', 1],
  [{ enum: [1, 2, '2'] }, '2', '2'],
  [{ type: 'string', enum: [1, null, true] }, 'null', null],
  [{ const: 5 }, '5', 5],
  [{ type: 'array', items: { type: 'integer' } }, ['1', '2'], [1, 2]],
  [{ type: 'array', items: { type: 'integer' } }, '7', [7]],
  [{ type: 'array', items: { type: 'integer' } }, '[1, 2]', [1, 2]],
  [{ type: 'array', items: { type: 'string' } }, '[draft] text', ['[draft] text']],
  [{ type: 'array', prefixItems: [{ type: 'integer' }, { type: 'string' }] }, ['1', '2'], [1, '2']],
  [{ type: 'array', items: { format: 'file' } }, ['a.png', 'b.png'], ['a.png', 'b.png']],
  [{ type: ['array', 'null'] }, 'null', null],
  [{ type: 'object' }, '{"a": 1}', { a: 1 }],
  [{}, '{"a": 1}', { a: 1 }],
  [{}, '12', 12],
  [{}, 'plain words', 'plain words'],
  [{ anyOf: [{ type: 'string' }, { type: 'object' }] }, '{"text": "hi"}', { text: 'hi' }],
  [{ anyOf: [{ type: 'string' }, { type: 'object' }] }, 'hi', 'hi'],
  [{ anyOf: [{ type: 'string' }, { type: 'number' }] }, '007', '007'],
  [{ anyOf: [{ type: 'integer', maximum: 5 }, { type: 'boolean' }] }, '9', 9],
  [{ oneOf: [{ enum: ['auto'] }, { type: 'integer' }] }, 'auto', 'auto'],
  [{ $ref: '#/$defs/N', $defs: { N: { allOf: [{ type: 'integer' }] } } }, '4', 4],
])('%j reads %j', (schema, text, value) => {
  expect(coerce(schema, text, 'x')).toEqual(value)
})

test.each<[Schema, string | readonly string[], string]>([
  [{ type: 'integer' }, 'abc', 'x must be a whole number, not "abc"'],
  [{ type: 'integer' }, '1.5', 'x must be a whole number, not "1.5"'],
  [
    { type: 'integer' },
    '9007199254740993',
    'x must be a whole number no larger than 9007199254740991, not "9007199254740993"',
  ],
  [{ type: 'number' }, '', 'x must be a number, not ""'],
  [{ type: 'number' }, 'Infinity', 'x must be a number, not "Infinity"'],
  [{ type: 'number' }, '0x10', 'x must be a number, not "0x10"'],
  [{ type: 'number' }, ['1', '2'], 'x must be a number, not 2 values'],
  [{ type: 'boolean' }, 'maybe', 'x must be true or false, not "maybe"'],
  [{ type: 'object' }, '[1]', 'x must be an object, not "[1]"'],
  [{ enum: ['photo', 'ink'] }, 'inc', 'x must be one of "photo", "ink"; nearest: "ink"'],
  [{ type: 'array', items: { type: 'integer' } }, ['1', 'b'], 'x[1] must be a whole number, not "b"'],
  [nullable({ type: 'number' }), 'b', 'x must be a number or null, not "b"'],
])('%j refuses %j and says what would be right', (schema, text, message) => {
  let refusal: unknown
  try {
    coerce(schema, text, 'x')
  } catch (error) {
    refusal = error
  }
  expect(refusal).toMatchObject({ code: 'BAD_ARGUMENT', message })
  expect(HfnError.is(refusal) && refusal.details.faults).toHaveLength(1)
})

test('schemas without end are refused in the end', () => {
  const list: Schema = { $ref: '#/$defs/L', $defs: { L: { type: 'array', items: { $ref: '#/$defs/L' } } } }
  expect(() => coerce(list, 'x', 'x')).toThrow('must be a list, not "x"')
  const branches = Array.from({ length: 100 }, () => ({ $ref: '#/$defs/U' }))
  expect(() => coerce({ $ref: '#/$defs/U', $defs: { U: { anyOf: branches } } }, 'x', 'x')).toThrow('x must be')
})

test('the text of a string parameter is never interpreted', () => {
  const texts = fc.oneof(fc.string(), fc.json(), fc.constantFrom('null', 'true', '1', '@file', '-'))
  fc.assert(
    fc.property(texts, (text) => {
      for (const schema of [{ type: 'string' }, nullable({ type: 'string' })] as const)
        expect(coerce(schema, text, 'x')).toBe(text)
    }),
  )
})

test('what JSON writes of a value is read back by a schema of its type', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value)
      const type = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value
      if (type === 'string' || (typeof value === 'number' && Object.is(value, -0))) return
      expect(coerce({ type: type as 'array' }, text, 'x')).toEqual(JSON.parse(text))
      expect(coerce({}, text, 'x')).toEqual(JSON.parse(text))
    }),
  )
})
