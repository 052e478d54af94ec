import { expect, test } from 'vitest'
import { directionOf } from './direction.ts'

test('a text runs as its first letter does; without a letter, as the page', () => {
  expect(directionOf('Hello שלום')).toBe('ltr')
  expect(directionOf('12. "שלום" hello')).toBe('rtl')
  expect(directionOf('مرحبا')).toBe('rtl')
  for (const none of ['', '123 …', '\uD800']) expect(directionOf(none)).toBeUndefined()
})

test('of a very long text only the beginning is read', () => {
  expect(directionOf(`${'1'.repeat(5_000)}a`)).toBeUndefined()
})
