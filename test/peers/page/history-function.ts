import { define } from '../../../src/callable/define.ts'

/** What was given, again; `fail` fails. */
export const repeat = define({
  name: 'repeat',
  description: 'Says it again.',
  input: {
    text: { type: 'string', title: 'Text' },
    times: { type: 'integer', minimum: 1, maximum: 9, default: 2, title: 'Times' },
    loud: { type: 'boolean', default: false, title: 'Loud' },
    file: { anyOf: [{ format: 'file' }, { type: 'null' }], default: null, title: 'File' },
  },
  output: { told: { type: 'string', title: 'Told' } },
  run: ({ text, times, loud }) => {
    if (text === 'fail') throw new Error('no')
    return Array.from({ length: times }, () => (loud ? text.toUpperCase() : text)).join(' ')
  },
})
