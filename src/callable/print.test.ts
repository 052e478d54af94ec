import { expect, test } from 'vitest'
import type { Schema } from '../core/schema.ts'
import { printComment, printType, propertyKey } from './print.ts'

test.each<[Schema, string]>([
  [{ type: 'string' }, 'string'],
  [{ type: 'integer', minimum: 1 }, 'number'],
  [{ type: ['string', 'null'] }, 'string | null'],
  [{}, 'unknown'],
  [{ enum: ['photo', "it's", 2, null] }, `"photo" | "it's" | 2 | null`],
  [{ type: 'string', enum: [1, 2] }, '1 | 2'],
  [{ const: true }, 'true'],
  [{ format: 'file' }, 'FileInput'],
  [{ format: 'file', default: null }, 'FileInput | null'],
  [{ anyOf: [{ format: 'file' }, { type: 'null' }], default: null }, 'FileInput | null'],
  [{ type: 'array' }, 'unknown[]'],
  [{ type: 'array', items: { type: ['string', 'number'] } }, '(string | number)[]'],
  [{ type: 'array', items: { enum: ['a | b'] } }, '"a | b"[]'],
  [{ type: 'array', prefixItems: [{ type: 'string' }, { format: 'file' }] }, '[string, FileInput]'],
  [{ type: 'array', prefixItems: [{ type: 'string' }], items: { type: 'number' } }, '[string, ...number[]]'],
  [{ type: 'object' }, 'Record<string, unknown>'],
  [{ type: 'object', additionalProperties: { type: 'number' } }, 'Record<string, number>'],
  [
    { type: 'object', properties: { role: { enum: ['user', 'bot'] }, 'a b': {} }, required: ['role'] },
    '{ role: "user" | "bot"; "a b"?: unknown }',
  ],
  [{ type: 'array', items: { properties: { a: { type: ['string', 'null'] } } } }, '{ a?: string | null }[]'],
  [{ allOf: [{ properties: { a: {} } }, { properties: { b: {} } }] }, '{ a?: unknown } & { b?: unknown }'],
  [{ $ref: '#/$defs/P', $defs: { P: { type: 'string' } } }, 'string'],
  [{ $ref: '#/$defs/T', $defs: { T: { properties: { next: { $ref: '#/$defs/T' } } } } }, '{ next?: unknown }'],
  [{ $ref: '#/nowhere' }, 'unknown'],
])('%j is %s', (schema, type) => {
  expect(printType(schema)).toBe(type)
})

test('files come back as values, and a default says nothing about what comes back', () => {
  expect(printType({ type: 'array', items: { format: 'file', default: null } }, 'output')).toBe('FileValue[]')
})

test('a schema that unfolds without end gives a type of bounded length', () => {
  const twice = (name: string): Schema => ({ type: 'array', prefixItems: [{ $ref: name }, { $ref: name }] })
  const $defs = Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [`T${index}`, twice(`#/$defs/T${index + 1}`)]),
  )
  expect(printType({ $ref: '#/$defs/T0', $defs }).length).toBeLessThan(200_000)
})

test('odd names are quoted', () => {
  expect(['name', '$x', '__proto__', 'a b', '1st', 'é"', ''].map(propertyKey)).toEqual([
    'name',
    '$x',
    '__proto__',
    '"a b"',
    '"1st"',
    '"é\\""',
    '""',
  ])
})

test('a comment ends where it should, whatever the text holds', () => {
  expect(printComment('How many */ evil() /*', '  ')).toBe('  /** How many *\\/ evil() /* */\n')
  expect(printComment('one\r\n\ntwo\u2028three')).toBe('/**\n * one\n * two\n * three\n */\n')
  expect(printComment(' \n')).toBe('')
})
