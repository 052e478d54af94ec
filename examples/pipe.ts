// Two functions as one: the outputs of the first are the inputs of the second.
import { define, pipe } from 'hfn'

const shout = define({
  name: 'shout',
  input: { text: { type: 'string' } },
  output: { loud: { type: 'string' } },
  run: ({ text }) => text.toUpperCase(),
})

const frame = define({
  name: 'frame',
  input: { text: { type: 'string' }, edge: { type: 'string', default: '*' } },
  output: { framed: { type: 'string' } },
  run: ({ text, edge }) => `${edge} ${text} ${edge}`,
})

console.log(await pipe(shout, frame).run({ text: 'hello' }))
