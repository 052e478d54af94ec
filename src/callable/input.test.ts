import { expect, test } from 'vitest'
import { HfnError } from '../core/error.ts'
import type { Parameter } from './callable.ts'
import { resolveInput } from './input.ts'

const parameters: readonly Parameter[] = [
  { name: 'prompt', schema: { type: 'string' }, required: true },
  { name: 'negative_prompt', schema: { type: 'string' }, required: false },
  { name: 'steps', schema: { type: 'integer', maximum: 50, default: 4 }, required: false },
  { name: 'style', schema: { enum: ['photo', 'ink'], default: 'photo' }, required: false },
]

const refusal = (input: object, of = parameters): HfnError => {
  try {
    resolveInput(of, input)
  } catch (error) {
    if (HfnError.is(error)) return error
  }
  throw new Error('the input was not refused')
}

test('positions and names give the same input, with defaults and without what has none', () => {
  const expected = { prompt: 'fox', steps: 8, style: 'photo' }
  expect({ ...resolveInput(parameters, ['fox', undefined, 8]) }).toEqual(expected)
  expect({ ...resolveInput(parameters, { prompt: 'fox', steps: 8 }) }).toEqual(expected)
  expect({ ...resolveInput(parameters, { Prompt: 'fox', '/steps': 8, style: undefined }) }).toEqual(expected)
})

test('a name that fits in another case, with dashes or slashes, is the parameter', () => {
  expect(resolveInput(parameters, { prompt: 'a', 'Negative-Prompt': 'b' })['negative_prompt']).toBe('b')
})

test('every fault is told at once, each with its parameter, and the nearest names in the hint', () => {
  const error = refusal({ promt: 'fox', steps: 99, style: 'inc' })
  expect(error.code).toBe('BAD_ARGUMENT')
  expect(error.message).toBe(
    'there is no parameter promt; prompt is missing; steps must be at most 50, not 99; ' +
      'style must be one of "photo", "ink"; nearest: "ink"',
  )
  expect(error.hint).toBe('Did you mean prompt?')
  expect(error.details.faults?.map(({ parameter }) => parameter)).toEqual(['promt', 'prompt', 'steps', 'style'])
})

test('without a near name the hint lists the parameters', () => {
  expect(refusal({ prompt: 'x', zebra: 1 }).hint).toBe('Parameters: prompt (required), negative_prompt, steps, style')
  expect(refusal([1, 2], [{ name: 'n', schema: {}, required: true }]).hint).toBe('Parameters: n (required)')
  expect(refusal({ zebra: 1 }, []).hint).toBe('It takes no parameters.')
})

test('too many positions are refused', () => {
  expect(refusal([1, 2], [{ name: 'n', schema: {}, required: true }]).message).toBe('it takes 1 argument, not 2')
})

test('two names for one parameter are refused, and a name that fits two', () => {
  expect(refusal({ prompt: 'a', Prompt: 'b' }).message).toBe('prompt and Prompt are the same parameter')
  const alike: Parameter[] = [
    { name: 'a_b', schema: {}, required: false },
    { name: 'ab', schema: {}, required: false },
  ]
  expect(refusal({ 'a-b': 1 }, alike).message).toBe('a-b could be a_b or ab')
})

test('parameters may be called like properties every object has', () => {
  const odd = ['__proto__', 'constructor', 'toString', '0'].map((name) => ({ name, schema: {}, required: true }))
  const input = resolveInput(odd, JSON.parse('{"__proto__": 1, "constructor": 2, "toString": 3, "0": 4}') as object)
  expect(Object.getPrototypeOf(input)).toBeNull()
  expect(Object.keys(input).toSorted()).toEqual(['0', '__proto__', 'constructor', 'toString'])
  expect(refusal({}, odd).details.faults).toHaveLength(4)
})

test('a default belongs to one run only', () => {
  const lists: Parameter[] = [{ name: 'list', schema: { type: 'array', default: [1] }, required: false }]
  const first = resolveInput(lists, {})['list']
  if (Array.isArray(first)) first.push(2)
  expect(resolveInput(lists, {})['list']).toEqual([1])
})

test('null is refused, except where it is the default', () => {
  const image: Parameter = { name: 'image', schema: { format: 'file', default: null }, required: false }
  expect(resolveInput([image], { image: null })['image']).toBeNull()
  expect(refusal({ prompt: null }).message).toBe('prompt must be a string, not null')
})

test('an input that is no set of arguments is refused in bounded words', () => {
  expect(refusal(new Uint8Array(1_000_000)).message).toContain('an object by name or an array by position')
  const many = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`zebra${index}`, 1]))
  expect(refusal(many).details.faults?.length).toBeLessThan(30)
})
