import { expect, test } from 'vitest'
import { glob } from './glob.ts'

test.each([
  ['*.json', 'config.json', true],
  ['*.json', 'sub/config.json', true],
  ['*.json', 'config.json.bak', false],
  ['data/*', 'data/a/b.csv', true],
  ['data/', 'data/a/b.csv', true],
  ['data/', 'database', false],
  ['model-0000[1-3]-*.safetensors', 'model-00002-of-00009.safetensors', true],
  ['model-0000[1-3]-*.safetensors', 'model-00004-of-00009.safetensors', false],
  ['[!.]*', '.gitattributes', false],
  ['[!.]*', 'README.md', true],
  ['[]x]', ']', true],
  ['[a-]', '-', true],
  ['[abc', '[abc', true],
  ['?', '😀', true],
  ['', '', true],
  ['', 'a', false],
  ['***a', 'bba', true],
  ['*', '', true],
  ['CONFIG.json', 'config.json', false],
  ['(a|b)+', 'a', false],
])('%s and %s: %s', (pattern, name, fits) => {
  expect(glob(pattern)(name)).toBe(fits)
})

test('no pattern takes longer than text times pattern', () => {
  const began = performance.now()
  expect(glob(`${'*a'.repeat(500)}b`)('a'.repeat(5000))).toBe(false)
  expect(performance.now() - began).toBeLessThan(5000)
})
