import { expect, test } from 'vitest'
import { define } from '../../callable/define.ts'
import { ChatInterface, createApp, Interface } from '../../serve/index.ts'
import { servableOf } from './exports.ts'

const defined = define({ name: 'defined', input: {}, run: () => 1 })
const page = Interface((a: string) => a, { inputs: 'text', name: 'page' })

const namesOf = (module: Readonly<Record<string, unknown>>): string[] => {
  const servable = servableOf(module, 'file.ts')
  return 'fetch' in servable ? ['an app'] : servable.callables.map(({ name }) => name)
}

test.each<[string, Readonly<Record<string, unknown>>, string[]]>([
  [
    'functions under the names they are exported by',
    { op1: (duration = '5') => duration, two: () => 2 },
    ['op1', 'two'],
  ],
  ['a default function under its own name', { default: function greet() {} }, ['greet']],
  [
    'a default function without one',
    {
      default: (
        () => () =>
          1
      )(),
    },
    ['predict'],
  ],
  ['callables and pages', { defined, page }, ['page', 'defined']],
  ['a list of them', { default: [defined, page] }, ['page', 'defined']],
  ['what is exported twice once', { default: defined, defined }, ['defined']],
  [
    'what was compiled to CommonJS',
    { default: { __esModule: true, default: page, defined }, defined },
    ['page', 'defined'],
  ],
  ['nothing but functions', { limit: 3, Class: class {}, text: 'x', nothing: undefined, defined }, ['defined']],
])('a module serves %s', (_, module, expected) => {
  expect(namesOf(module)).toEqual(expected)
})

test('a page alone is served as it is, several as tabs', () => {
  expect(servableOf({ default: page }, 'file.ts')).toBe(page)
  const chat = ChatInterface(() => 'x', { title: 'Talk' })
  expect(servableOf({ page, chat }, 'file.ts')).toMatchObject({ blueprint: { mode: 'blocks' } })
})

test('an app is served alone, with its own options', async () => {
  const app = createApp([defined])
  expect(servableOf({ app }, 'file.ts')).toBe(app)
  expect(() => servableOf({ app, defined }, 'file.ts')).toThrow(/an app, and more/)
  await app.close()
})

test('a module with nothing to serve is refused with what to write', () => {
  expect(() => servableOf({ limit: 3 }, 'file.ts')).toThrow(
    expect.objectContaining({ code: 'BAD_USAGE', hint: expect.any(String) }),
  )
})
