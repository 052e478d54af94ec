import { expect, test } from 'vitest'
import { queryOf, readParameters, readRaw } from './parameters.ts'

test.each([
  [['--author', 'meta-llama', '--direction', '-1'], { author: ['meta-llama'], direction: ['-1'] }],
  [['--filter', 'a', '--filter=b', '--full'], { filter: ['a', 'b'], full: ['true'] }],
  [['--full', '--sort', 'likes'], { full: ['true'], sort: ['likes'] }],
  [['--search=', '--x.y', 'two words'], { search: [''], 'x.y': ['two words'] }],
  [[], {}],
])('%j is the query %j', (words, query) => {
  expect(queryOf(readParameters(words))).toEqual(query)
})

test('a word without a name is refused', () => {
  expect(() => readParameters(['--a', 'b', 'c'])).toThrow('"c" is no parameter')
  expect(() => readParameters(['-x'])).toThrow('"-x" is no parameter')
})

test('raw parameters are pairs or JSON', () => {
  expect(queryOf(readRaw(['limit=5', 'a=b=c', '{"x": 1, "y": ["p", "q"]}']))).toEqual({
    limit: ['5'],
    a: ['b=c'],
    x: ['1'],
    y: ['p', 'q'],
  })
  for (const wrong of ['x', '=y', '{"x"', '{}x']) expect(() => readRaw([wrong])).toThrow('--raw is name=value')
})

test('the same name in two places has both values', () => {
  expect(queryOf(readParameters(['--filter', 'a']), readRaw(['filter=b']))).toEqual({ filter: ['a', 'b'] })
})
