import { expect, test } from 'vitest'
import { define } from '../../callable/define.ts'
import { catalogOf } from '../catalog.ts'
import { appIdOf } from './app-id.ts'

const catalog = (name: string) => catalogOf([define({ name, input: { text: { type: 'string' } }, run: () => 1 })])

test('each start of an app that stands alone is another', () => {
  const ids = Array.from({ length: 20 }, () => appIdOf(catalog('a'), false))
  expect(new Set(ids).size).toBeGreaterThan(18)
})

test('processes that share a queue are one app, until its functions change', () => {
  expect(appIdOf(catalog('a'), true)).toBe(appIdOf(catalog('a'), true))
  expect(appIdOf(catalog('a'), true)).not.toBe(appIdOf(catalog('b'), true))
  expect(Number.isSafeInteger(appIdOf(catalog('a'), true))).toBe(true)
})
