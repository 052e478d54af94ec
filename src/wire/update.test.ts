import { expect, test } from 'vitest'
import { makeUpdate, readUpdate } from './update.ts'

test('an update has a value, properties, both, or nothing', () => {
  expect(readUpdate({ __type__: 'update', value: 'new', visible: false })).toEqual({
    value: 'new',
    props: { visible: false },
  })
  expect(readUpdate({ __type__: 'update', value: null })).toEqual({ value: null })
  expect(readUpdate({ __type__: 'update', choices: ['a'] })).toEqual({ props: { choices: ['a'] } })
  expect(readUpdate({ __type__: 'update' })).toEqual({})
})

test.each([null, 'update', ['update'], {}, { value: 1 }, { __type__: 'other', value: 1 }])(
  '%j is a plain value',
  (output) => {
    expect(readUpdate(output)).toBeUndefined()
  },
)

test('what is made is read back', () => {
  for (const update of [{}, { value: 1 }, { value: null, props: { label: 'x' } }, { props: { visible: true } }]) {
    expect(readUpdate(makeUpdate(update))).toEqual(update)
  }
  expect(Object.keys(readUpdate(JSON.parse('{"__type__":"update","__proto__":{"x":1}}'))?.props ?? {})).toEqual([
    '__proto__',
  ])
})
