import fc from 'fast-check'
import { expect, test } from 'vitest'
import { flagName, fold, matchName, nearest } from './names.ts'

test('a name matches exactly, else without case, dash, underscore and slash where only one fits', () => {
  expect(matchName('/Op1', ['op2', 'op1'])).toBe('op1')
  expect(matchName('negative-prompt', ['prompt', 'Negative_Prompt'])).toBe('Negative_Prompt')
  expect(matchName('a_b', ['ab', 'a_b'])).toBe('a_b')
  expect(matchName('a-b', ['ab', 'a_b'])).toBeUndefined()
  expect(matchName('c', ['ab', 'a_b'])).toBeUndefined()
})

test('names of built-in properties are names like others', () => {
  const names = ['__proto__', 'constructor', 'then', 'toString']
  for (const name of names) expect(matchName(name, names)).toBe(name)
  expect(matchName('hasOwnProperty', names)).toBeUndefined()
})

test('the nearest name is offered for a slip, none for another word', () => {
  expect(nearest('promt', ['steps', 'prompt'])).toBe('prompt')
  expect(nearest('setps', ['seed', 'steps'])).toBe('steps')
  expect(nearest('NEGATIVE', ['negative_'])).toBe('negative_')
  expect(nearest('image', ['steps', 'prompt'])).toBeUndefined()
  expect(nearest('x', [])).toBeUndefined()
})

test('one slip in a name of four letters or more is always forgiven', () => {
  const word = fc.stringMatching(/^[a-z]{4,20}$/)
  fc.assert(
    fc.property(word, fc.nat(), fc.nat(25), (name, place, letter) => {
      const at = place % name.length
      const other = String.fromCharCode(97 + letter)
      const slips = [
        name.slice(0, at) + name.slice(at + 1),
        name.slice(0, at) + other + name.slice(at),
        name.slice(0, at) + other + name.slice(at + 1),
        name.slice(0, at) +
          name
            .slice(at, at + 2)
            .split('')
            .toReversed()
            .join('') +
          name.slice(at + 2),
      ]
      for (const slip of slips) expect(nearest(slip, [name])).toBe(name)
    }),
  )
})

test('names of any length are compared in bounded work', () => {
  const long = 'a'.repeat(1_000_000)
  expect(nearest(long, [`${long}b`, 'c'])).toBe(`${long}b`)
})

test('flags are made of letters, digits and single dashes', () => {
  expect(flagName('negative_prompt')).toBe('negative-prompt')
  expect(flagName('__proto__')).toBe('proto')
  expect(flagName('Größe (cm)')).toBe('Größe-cm')
  expect(flagName('!')).toBe('argument')
  expect(fold('/Op-1_x')).toBe('op1x')
})
