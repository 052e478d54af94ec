import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HfnError } from '../core/error.ts'
import { applyDiff, type Edit } from './diff.ts'
import { makeDiff } from './diff-make.ts'
import { ownValue } from './json.ts'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

const isList = (value: unknown): value is Json[] => Array.isArray(value)
const isRecord = (value: unknown): value is Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Equal values have equal texts, whatever the order of their keys. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    isRecord(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  )

const deepFreeze = <Value>(value: Value): Value => {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze)
  return value
}

/** Nested values small enough that two of them are often alike, and lists often shrink inside lists. */
const { value: similar } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom<Json>('', 'a', 'ab', 'abc', 0, 1, true, null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('x', 'y', 'z', '__proto__', 'constructor'), tie('value'), {
      maxKeys: 3,
      noNullPrototype: true,
    }),
  ),
}))

const any = fc.jsonValue({ maxDepth: 5 }).map((value) => JSON.parse(JSON.stringify(value)) as Json)

const overTheWire = (edits: readonly Edit[]): unknown => JSON.parse(JSON.stringify(edits))

test.each([
  ['alike', similar],
  ['any', any],
])('what is made of two values (%s) applies to the first and gives the second', (_, values) => {
  fc.assert(
    fc.property(values, values, (before, after) => {
      const edits = overTheWire(makeDiff(before, after))
      expect(canonical(applyDiff(deepFreeze(before), edits))).toBe(canonical(after))
    }),
    { numRuns: 500 },
  )
})

/** How official clients decode: every step to the letter (client/js/src/utils/stream.ts `apply_edit`). */
const literally = (base: Json, edits: readonly Edit[]): unknown => {
  let root: any = structuredClone(base)
  for (const [operation, path, value] of edits) {
    if (path.length === 0) {
      root = operation === 'append' ? root + value : value
      continue
    }
    let target = root
    for (const key of path.slice(0, -1)) target = target[key]
    const key: any = path.at(-1)
    if (operation === 'replace') target[key] = value
    else if (operation === 'append') target[key] += value
    else if (operation === 'add' && isList(target)) target.splice(key, 0, value as Json)
    else if (operation === 'add') target[key] = value
    else if (isList(target)) target.splice(key, 1)
    else delete target[key]
  }
  return root
}

test('official clients decode what is made', () => {
  fc.assert(
    fc.property(similar, similar, (before, after) => {
      expect(canonical(literally(before, makeDiff(before, after)))).toBe(canonical(after))
    }),
    { numRuns: 500 },
  )
})

/** How servers encode (gradio/utils.py `diff`); the index of deletions has been counted in three ways. */
const serverDiff = (before: Json, after: Json, counting: 'plain' | 'shifted' | 'shifted again'): unknown[] => {
  const compare = (one: Json, other: Json, path: (string | number)[]): [string, (string | number)[], unknown][] => {
    if (canonical(one) === canonical(other)) return []
    if (typeof one === 'string' && typeof other === 'string' && other.startsWith(one)) {
      return [['append', path, other.slice(one.length)]]
    }
    if (isList(one) && isList(other)) {
      const edits = one
        .slice(0, other.length)
        .flatMap((part, index) => compare(part, other[index] ?? null, [...path, index]))
      one.slice(other.length).forEach((_, index) => edits.push(['delete', [...path, other.length + index], null]))
      other.slice(one.length).forEach((part, index) => edits.push(['add', [...path, one.length + index], part]))
      if (counting === 'plain') return edits
      let seen = 0
      for (const [operation, place] of edits) {
        const last = place.at(-1)
        const own = counting === 'shifted again' || place.length === path.length + 1
        if (operation === 'delete' && typeof last === 'number' && own) place[place.length - 1] = last - seen++
      }
      return edits
    }
    if (isRecord(one) && isRecord(other)) {
      const edits = Object.keys(one).flatMap((key) =>
        key in other
          ? compare(one[key] ?? null, other[key] ?? null, [...path, key])
          : [['delete', [...path, key], null] as never],
      )
      for (const key of Object.keys(other)) if (!(key in one)) edits.push(['add', [...path, key], other[key]])
      return edits
    }
    return [['replace', path, other]]
  }
  return compare(before, after, [])
}

const { value: plainlyNamed } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom<Json>('', 'a', 'ab', 1, null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('x', 'y', 'z'), tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
}))

test.each(['plain', 'shifted', 'shifted again'] as const)(
  'what servers send, deletions counted %s, is decoded right',
  (counting) => {
    fc.assert(
      fc.property(plainlyNamed, plainlyNamed, (before, after) => {
        expect(canonical(applyDiff(deepFreeze(before), serverDiff(before, after, counting)))).toBe(canonical(after))
      }),
      { numRuns: 500 },
    )
  },
)

test('parts that do not change are shared, and no older value ever changes', () => {
  const first = deepFreeze({ chat: [{ text: 'a' }, { text: 'b' }], other: { deep: [1] } })
  const second = deepFreeze(applyDiff(first, [['append', ['chat', 1, 'text'], 'c']])) as typeof first
  const third = applyDiff(second, [
    ['append', ['chat', 1, 'text'], 'd'],
    ['add', ['chat', 2], { text: 'e' }],
  ])
  expect(first.chat[1]?.text).toBe('b')
  expect(second).toEqual({ chat: [{ text: 'a' }, { text: 'bc' }], other: { deep: [1] } })
  expect(third).toEqual({ chat: [{ text: 'a' }, { text: 'bcd' }, { text: 'e' }], other: { deep: [1] } })
  expect(second.other).toBe(first.other)
  expect(second.chat[0]).toBe(first.chat[0])
  expect(applyDiff(first, [])).toBe(first)
})

test('a text grows over many messages', () => {
  let value: unknown = ''
  for (let index = 0; index < 1_000; index++) value = applyDiff(value, [['append', [], 'x'.repeat(50)]])
  expect(value).toBe('x'.repeat(50_000))
})

test('many changes of one list in one message cost no copy each', () => {
  const base = deepFreeze(Array.from({ length: 50_000 }, () => 0))
  const edits = Array.from({ length: 50_000 }, (_, index) => ['replace', [index], 1])
  expect(applyDiff(base, edits)).toEqual(Array.from({ length: 50_000 }, () => 1))
  expect(base[0]).toBe(0)
})

const before = { list: [1, 2], text: 'a', number: 1 }
const hostile: readonly [why: string, edits: unknown][] = [
  ['no list', 'replace'],
  ['null', null],
  ['a step that is no list', [1]],
  ['no path', [['replace', 'list', 1]]],
  ['__proto__', [['replace', ['__proto__', 'polluted'], true]]],
  ['__proto__ at the end', [['add', ['__proto__'], { polluted: true }]]],
  ['constructor', [['add', ['constructor', 'prototype', 'polluted'], true]]],
  ['prototype', [['add', ['prototype'], 1]]],
  ['an inherited property', [['replace', ['toString'], 1]]],
  ['a length', [['replace', ['list', 'length'], 1e9]]],
  ['a missing key', [['delete', ['missing'], null]]],
  ['a path through nothing', [['replace', ['missing', 'deep'], 1]]],
  ['a path through a number', [['replace', ['number', 'deep'], 1]]],
  ['a huge index', [['add', ['list', 1e9], 1]]],
  ['a negative index', [['replace', ['list', -1], 1]]],
  ['a broken index', [['replace', ['list', 0.5], 1]]],
  ['a text as index', [['replace', ['list', '0'], 1]]],
  ['append to a number', [['append', ['number'], 'x']]],
  ['append of a number', [['append', ['text'], 1]]],
  ['append to a list', [['append', ['list'], 'x']]],
  ['an unknown operation', [['move', ['text'], 'x']]],
  ['deletion of the whole', [['delete', [], null]]],
  ['more deletions than elements', Array.from({ length: 3 }, () => ['delete', ['list', 0], null])],
  ['an endless path', [['replace', Array.from({ length: 1_000 }, () => 'x'), 1]]],
  ['a million steps', Array.from({ length: 1_000_000 }, () => ['append', ['text'], 'x'])],
  ['insertions that move everything again and again', Array.from({ length: 150_000 }, () => ['add', ['list', 0], 0])],
]

test.each(hostile)('refuses %s', (_, edits) => {
  const pristine = structuredClone(before)
  expect(() => applyDiff(deepFreeze(structuredClone(before)), edits)).toThrow(HfnError)
  expect(() => applyDiff(before, edits)).toThrow(expect.objectContaining({ code: 'BAD_ANSWER' }))
  expect(before).toEqual(pristine)
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
})

test('keys that name a prototype are data like others, replaced with what holds them', () => {
  const older: Json = JSON.parse('{"in": {"__proto__": 1, "constructor": "a"}}')
  const newer: Json = JSON.parse('{"in": {"__proto__": {"x": 2}, "constructor": "ab"}}')
  const edits = makeDiff(older, newer)
  expect(edits).toEqual([['replace', ['in'], ownValue(newer, 'in')]])
  expect(canonical(applyDiff(older, edits))).toBe('{"in":{"__proto__":{"x":2},"constructor":"ab"}}')
})

test('numbers name the keys that Python had as numbers', () => {
  expect(applyDiff({ '1': 'a' }, [['replace', [1], 'b']])).toEqual({ '1': 'b' })
})

test('a value that grew by very much is sent whole', () => {
  const after = Array.from({ length: 5_000 }, (_, index) => index)
  expect(makeDiff([], after)).toEqual([['replace', [], after]])
  expect(
    makeDiff(
      Array.from({ length: 2_000 }, () => 0),
      after.slice(0, 2_000),
    ),
  ).toHaveLength(1)
})
