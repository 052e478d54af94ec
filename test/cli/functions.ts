import { define } from '../../src/callable/define.ts'
import { HfnError } from '../../src/core/error.ts'
import type { FileData, FileValue } from '../../src/callable/file.ts'

/** The function of the documents' simple app, without its pauses. */
export const op1 = define({
  name: 'Op1',
  description: 'Counts.',
  input: { Duration: { type: 'string', title: 'Duration, in, seconds', default: '5' } },
  output: [{ name: 'Resultado', schema: { type: 'string' } }] as const,
  async *run({ Duration }) {
    yield `Dur:${Duration}`
    for (let second = 0; second < Number(Duration); second += 1) yield `${second}.5`
    yield 'Finished'
  },
})

/** Gives back what it was given, by name. */
export const echo = define({
  name: 'echo',
  input: {
    text: { type: 'string', default: '' },
    steps: { type: 'integer', minimum: 1, maximum: 50, default: 4 },
    style: { enum: ['photo', 'ink'], default: 'photo' },
    negative_prompt: { type: 'string', default: '' },
    loud: { type: 'boolean', default: true },
    tags: { type: 'array', items: { type: 'string' }, default: [] },
  },
  run: (input) => input,
})

/** Its parameters are called like options of hfn. */
export const clash = define({
  name: 'clash',
  input: {
    json: { type: 'string', default: '' },
    timeout: { type: 'number', default: 0 },
    help: { type: 'string', default: '' },
    token: { type: 'string', default: '' },
    constructor: { type: 'string', default: '' },
    no_speech: { type: 'string', default: '' },
  },
  run: (input) => input,
})

/** A file and a count. */
export const picture = define({
  name: 'picture',
  input: {
    image: { type: 'object', format: 'file', default: null },
    text: { type: 'string', default: '' },
    many: { type: 'array', items: { type: 'object', format: 'file' }, default: [] },
  },
  output: [
    { name: 'image', schema: { type: 'object', format: 'file' } },
    { name: 'given', schema: {} },
  ],
  run: (input): [FileValue, unknown] => [fileValue('fox.png', 'PNG!'), input],
})

export const gallery = define({
  name: 'gallery',
  output: { pictures: { type: 'array', items: {} } },
  run: () => [{ image: fileValue('a.png', 'A') }, { image: fileValue('a.png', 'B') }],
})

export const fails = define({
  name: 'fails',
  run: (): string => {
    throw new HfnError('FUNCTION_FAILED', 'No\u001B]52;c;aGk=\u0007 luck', { hint: 'Try again.' })
  },
})

/** Says what it does before it says what it has. */
export const works = define({
  name: 'works',
  run(_, { progress, log }) {
    progress({ done: 1, total: 4, text: 'step' })
    log('nearly\u001B[2J there', 'warning')
    progress({ done: 3, total: 4, text: 'step' })
    return 'ready'
  },
})

export const grows = define({
  name: 'grows',
  async *run() {
    yield 'Once'
    yield 'Once upon'
    yield 'Once upon a time'
  },
})

/** A file as an app would return it. */
export const fileValue = (name: string, content: string): FileValue => {
  const bytes = Buffer.from(content)
  const data: FileData = {
    path: `/server/${name}`,
    url: `http://app/file=/server/${name}`,
    orig_name: name,
    meta: { _type: 'gradio.FileData' },
  }
  return {
    name,
    type: 'image/png',
    size: bytes.length,
    url: String(data.url),
    async *stream() {
      yield bytes
    },
    bytes: async () => bytes,
    toJSON: () => data,
  }
}
