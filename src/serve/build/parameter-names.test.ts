import { expect, test } from 'vitest'
import { sourceParameters } from './parameter-names.ts'

const named = (name: string, rest: object = {}): object => ({ name, rest: false, optional: false, ...rest })

/* eslint-disable */
test.each<[(...given: never[]) => unknown, object[]]>([
  [() => 1, []],
  [(one: never) => one, [named('one')]],
  [Function('return one => one')() as () => void, [named('one')]],
  [Function('return async one=>one')() as () => void, [named('one')]],
  [
    Function('return async function* work(a, b = 2) {}')() as () => void,
    [named('a'), named('b', { optional: true, default: 2 })],
  ],
  [
    Function(
      `return (a = 'x, y', b = ")", c = true, d = null, e = [1, (2)], f = -1.5, g = \`h\`) => {}`,
    )() as () => void,
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
    Function('return (a /* first, ( */, // then\n b = "é\\"", { c, d } = {}, ...rest) => {}')() as () => void,
    [
      named('a'),
      named('b', { optional: true, default: 'é"' }),
      { rest: false, optional: false },
      { rest: true, optional: false },
    ],
  ],
  [Function('return { work(größe, $x) {} }.work')() as () => void, [named('größe'), named('$x')]],
  [Math.max, []],
])('the parameters of %s', (fn, expected) => {
  expect(sourceParameters(fn).map((parameter) => JSON.parse(JSON.stringify(parameter)) as object)).toEqual(expected)
})
