import { define } from '../../../src/callable/define.ts'
import { HfnError } from '../../../src/core/error.ts'
import {
  checkbox,
  checkboxGroup,
  code,
  color,
  dataframe,
  dateTime,
  dropdown,
  file,
  highlightedText,
  html,
  image,
  json,
  label,
  markdown,
  number,
  radio,
  slider,
  text,
} from '../../../src/serve/index.ts'

/** Lets a test say when the function goes on. */
export class Gate {
  #open: () => void = () => {}
  #passing = new Promise<void>((resolve) => {
    this.#open = resolve
  })

  /** Lets all pass who wait. */
  open(): void {
    this.#open()
    this.#passing = new Promise<void>((resolve) => {
      this.#open = resolve
    })
  }

  /** Resolves when it is opened; rejects when the run is stopped. */
  pass(signal: AbortSignal): Promise<void> {
    let stop = (): void => {}
    return new Promise<void>((resolve, reject) => {
      stop = () => reject(new Error('stopped'))
      signal.addEventListener('abort', stop, { once: true })
      void this.#passing.then(resolve)
    }).finally(() => signal.removeEventListener('abort', stop))
  }
}

export const greet = define({
  name: 'greet',
  title: 'Greet',
  description: 'Says hello to somebody, as often as you like.',
  input: {
    name: text({ label: 'Name', description: 'Who is to be greeted?', placeholder: 'Ada' }),
    times: slider({ label: 'Times', minimum: 1, maximum: 10, step: 1, default: 2 }),
    loud: checkbox({ label: 'Loud' }),
  },
  output: { greeting: text({ label: 'Greeting' }) },
  run: ({ name, times, loud }) => {
    const all = Array.from({ length: times }, () => `Hello ${name}!`).join(' ')
    return loud ? all.toUpperCase() : all
  },
})

/** Gives one more word whenever the gate opens. */
export const count = (gate: Gate) =>
  define({
    name: 'count',
    input: { to: number({ label: 'To', whole: true, default: 3 }) },
    output: { words: text({ label: 'Words' }), state: json({ label: 'State' }) },
    async *run({ to }, context) {
      for (let n = 1; n <= to; n++) {
        context.progress({ done: n, total: to, unit: 'words', text: 'counting' })
        yield ['word '.repeat(n), { n }]
        await gate.pass(context.signal)
      }
      context.log('All counted', 'success', 'Ready')
    },
  })

/** Refuses what it is given, or fails. */
export const picky = define({
  name: 'picky',
  input: {
    size: number({ label: 'Size', minimum: 1, maximum: 5, default: 3 }),
    word: text({ label: 'Word', minLength: 3, default: 'abc' }),
    secret: checkbox({ label: 'Secret' }),
  },
  output: { result: text({ label: 'Result' }) },
  run: ({ word, secret }) => {
    if (secret) throw new Error('the password is 1234')
    if (word === 'stop') throw new HfnError('FUNCTION_FAILED', 'That word is not allowed', { title: 'Refused' })
    return word
  },
})

/** One of each component, given back as it came. */
export const everything = define({
  name: 'everything',
  description: 'Every component of the form, and what it sends.',
  input: {
    word: text({ label: 'Word', default: 'one' }),
    story: text({ label: 'Story', lines: 3, default: '' }),
    key: text({ label: 'Key', password: true, default: '' }),
    amount: number({ label: 'Amount', default: 1 }),
    share: slider({ label: 'Share', minimum: 0, maximum: 1, step: 0.1, default: 0.5 }),
    sure: checkbox({ label: 'Sure' }),
    colours: checkboxGroup({ label: 'Colours', choices: ['red', 'green', 'blue'] }),
    size: radio({ label: 'Size', choices: ['small', 'large'], default: 'small' }),
    kind: dropdown({
      label: 'Kind',
      choices: [
        ['First', 'a'],
        ['Second', 'b'],
      ],
    }),
    tags: dropdown({ label: 'Tags', choices: ['x', 'y', 'z'], multiple: true, custom: true }),
    ink: color({ label: 'Ink', default: '#336699' }),
    when: dateTime({ label: 'When', default: '2026-01-02 03:04:05' }),
    extra: json({ label: 'Extra', default: null }),
    program: code({ label: 'Program', default: '' }),
  },
  output: { given: json({ label: 'Given' }) },
  run: (given) => ({ ...given }),
})

/** Shows one of each output. */
export const shown = define({
  name: 'shown',
  output: {
    words: markdown({ label: 'Words' }),
    page: html({ label: 'Page' }),
    guess: label({ label: 'Guess' }),
    data: json({ label: 'Data' }),
    program: code({ label: 'Program' }),
    table: dataframe({ label: 'Table' }),
    marked: highlightedText({ label: 'Marked' }),
  },
  run: () => [
    '## A heading\n\nSome **bold** words and a [link](https://example.com).\n\n- one\n- two',
    '<h2 style="color: rgb(200, 30, 30)">HTML</h2><p>with a <b>style</b> of its own</p>',
    {
      label: 'cat',
      confidences: [
        { label: 'cat', confidence: 0.83 },
        { label: 'dog', confidence: 0.15 },
        { label: 'teapot', confidence: 0.02 },
      ],
    },
    { name: 'Ada', born: 1815, likes: ['numbers', 'engines'], nested: { deep: { deeper: null } } },
    'const answer = 42\nconsole.log(answer)',
    {
      headers: ['city', 'people'],
      data: [
        ['Lisboa', 567_131],
        ['Porto', 248_769],
      ],
      metadata: null,
    },
    [
      { token: 'Ada', class_or_confidence: 'person' },
      { token: ' lived in ', class_or_confidence: null },
      { token: 'London', class_or_confidence: 'place' },
    ],
  ],
})

/** Gives the files back it was given. */
export const files = define({
  name: 'files',
  input: {
    picture: image({ label: 'Picture' }),
    papers: file({ label: 'Papers', multiple: true, types: ['.txt', '.md'] }),
  },
  output: { picture: image({ label: 'Picture again' }), papers: file({ label: 'Papers again', multiple: true }) },
  run: ({ picture, papers }) => [picture, papers],
})
