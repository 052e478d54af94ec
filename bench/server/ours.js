/** The functions of the bench, for `hfn serve`. */
import { dist } from '../clients/dist.js'

const { define } = await import(new URL('index.js', dist).href)
const { createApp } = await import(new URL('serve/index.js', dist).href)

/** Opened once everybody waits. */
let open
const gate = new Promise((resolve) => {
  open = resolve
})

const text = { type: 'string' }

/** In the order of `functions` of `load.js`. */
const functions = [
  define({
    name: 'tokens',
    input: { count: { type: 'integer' } },
    output: { token: text },
    async *run({ count }) {
      for (let index = 0; index < count; index += 1) yield `token ${index}`
    },
  }),
  define({ name: 'echo', input: { text }, output: { text }, run: ({ text }) => text }),
  define({ name: 'hold', input: { text }, output: { text }, run: ({ text }) => gate.then(() => text) }),
  define({ name: 'open', input: { text }, output: { text }, run: ({ text }) => (open(), text) }),
  define({ name: 'keep', input: { file: { format: 'file' } }, output: { text }, run: ({ file }) => String(file.size) }),
]

export default createApp(functions, { concurrency: 40, functions: { hold: { concurrency: 20 } } })
