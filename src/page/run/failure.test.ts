import { expect, test } from 'vitest'
import { RequestError } from '../client/request-error.ts'
import { readConfig } from '../config.ts'
import { Field } from '../model/field.ts'
import { failureOf, placeFaults } from './failure.ts'

const [definition] = readConfig({
  dependencies: [{ api_name: 'f', inputs: [1, 2, 3], hfn: { parameters: ['size', 'size_two', 'word'] } }],
}).functions

const fields = (): Field[] =>
  [1, null, 'x'].map((value, id) => new Field({ id, type: 'number', props: { value } }, true))

test('each fault goes to the field it names, and only what names none is left', () => {
  const [size, second, word] = fields()
  const given = [size, second, word]
  if (definition === undefined) throw new Error('no function')
  const text =
    'size must be at most 5, not 9; word[0] is wrong; word must be short; it takes 3 arguments; size_two is missing'
  expect(placeFaults(text, definition, given)).toBe('it takes 3 arguments')
  expect(given.map((field) => field?.fault.value)).toEqual([
    'size must be at most 5, not 9',
    'This is needed.',
    'word[0] is wrong; word must be short',
  ])
})

test('what went wrong has a heading and a text, whatever it was', () => {
  expect(failureOf({ error: 'no', title: 'Refused', code: 'FUNCTION_FAILED' })).toEqual({
    title: 'Refused',
    text: 'no',
    code: 'FUNCTION_FAILED',
  })
  expect(failureOf({ error: null })).toMatchObject({ title: 'Error', text: expect.stringContaining('did not say why') })
  expect(failureOf(new RequestError('busy', { status: 503, code: 'QUEUE_FULL' }))).toMatchObject({ text: 'busy' })
  expect(failureOf(new TypeError('fetch failed'))).toMatchObject({ code: 'UNREACHABLE' })
})
