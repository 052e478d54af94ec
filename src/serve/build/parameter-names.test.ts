import { expect, test } from 'vitest'
import { parametersIn, sourceParameters } from './parameter-names.ts'

const named = (name: string, rest: object = {}): object => ({ name, rest: false, optional: false, ...rest })

test.each<[string, object[]]>([
  ['one => one', [named('one')]],
  ['async one=>one', [named('one')]],
  ['async function* work(a, b = 2) {}', [named('a'), named('b', { optional: true, default: 2 })]],
  [
    `(a = 'x, y', b = ")", c = true, d = null, e = [1, (2)], f = -1.5, g = \`h\`) => {}`,
    [
      named('a', { optional: true, default: 'x, y' }),
      named('b', { optional: true, default: ')' }),
      named('c', { optional: true, default: true }),
      named('d', { optional: true, default: null }),
      named('e', { optional: true }),
      named('f', { optional: true, default: -1.5 }),
      named('g', { optional: true, default: 'h' }),
    ],
  ],
  [
    '(a /* first, ( */, // then\n b = "é\\"", { c, d } = {}, ...rest) => {}',
    [
      named('a'),
      named('b', { optional: true, default: 'é"' }),
      { rest: false, optional: false },
      { rest: true, optional: false },
    ],
  ],
  ['work(größe, $x) {}', [named('größe'), named('$x')]],
])('the parameters of %s', (source, expected) => {
  expect(parametersIn(source).map((parameter) => JSON.parse(JSON.stringify(parameter)) as object)).toEqual(expected)
})

test.each<[(...given: never[]) => unknown, object[]]>([
  [() => 1, []],
  [(one: never) => one, [named('one')]],
  [Math.max, []],
])('a function is read by its own text: %s', (fn, expected) => {
  expect(sourceParameters(fn)).toMatchObject(expected)
  expect(sourceParameters(fn)).toHaveLength(expected.length)
})
