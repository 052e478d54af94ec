import { setTimeout as pause } from 'node:timers/promises'
import { HfnError } from '../core/error.ts'
import type { Callable } from '../callable/callable.ts'
import { define } from '../callable/define.ts'
import type { FileValue } from '../callable/file.ts'

const op1 = define({
  name: 'op1',
  title: 'Op1',
  description: 'Counts the seconds, one value a second.',
  input: { duration: { type: 'string', title: 'Duration, in, seconds', default: '5' } },
  output: { output: { type: 'string', title: 'Resultado' } },
  async *run({ duration }, { signal }) {
    yield `Dur:${duration}`
    const seconds = Number(duration)
    if (!Number.isFinite(seconds))
      throw new HfnError('BAD_ARGUMENT', `duration is no number: ${JSON.stringify(duration)}`)
    const start = performance.now()
    for (;;) {
      const elapsed = (performance.now() - start) / 1_000
      if (elapsed >= seconds) break
      yield String(elapsed)
      await pause(1_000, undefined, { signal })
    }
    yield 'Finished'
  },
})

const greet = define({
  name: 'greet',
  title: 'Greet',
  description: 'Greets somebody, as often as wanted.',
  input: {
    name: { type: 'string', title: 'Name', examples: ['Ada'] },
    excited: { type: 'boolean', title: 'Excited?', default: false },
    times: { type: 'integer', title: 'Times', minimum: 1, maximum: 10, default: 1 },
    language: { type: 'string', title: 'Language', enum: ['en', 'fr', 'pt'], default: 'en' },
  },
  output: { greeting: { type: 'string', title: 'Greeting' } },
  run: ({ name, excited, times, language }) => {
    const words = { en: 'Hello', fr: 'Bonjour', pt: 'Olá' }
    return Array.from({ length: times }, () => `${words[language]} ${name}${excited ? '!' : '.'}`).join(' ')
  },
})

const stamp = define({
  name: 'stamp',
  title: 'Stamp',
  description: 'Gives a text file back with a line on top.',
  input: {
    file: { format: 'file', title: 'File' },
    line: { type: 'string', title: 'Line', default: 'Seen by hfn' },
  },
  output: { stamped: { format: 'file', title: 'Stamped file' } },
  run: ({ file, line }, context) => {
    // Served functions get their files as values to read, wherever they came from.
    const given = file as FileValue
    context.log(`${given.name}, ${given.size ?? 'some'} bytes`)
    return { name: `stamped-${given.name}`, content: stamped(line, given.stream()) }
  },
})

async function* stamped(line: string, content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(`${line}\n`)
  yield* content
}

const progress = define({
  name: 'progress',
  title: 'Progress',
  description: 'Works in steps and tells how far it is.',
  input: {
    steps: { type: 'integer', title: 'Steps', minimum: 1, maximum: 100, default: 5 },
    pause: { type: 'number', title: 'Seconds between steps', minimum: 0, maximum: 5, default: 0.2 },
  },
  output: { summary: { type: 'string', title: 'Summary' } },
  run: async ({ steps, pause: seconds }, context) => {
    for (let done = 0; done < steps; done++) {
      context.progress({ done, total: steps, unit: 'steps', text: 'Working' })
      await pause(seconds * 1_000, undefined, { signal: context.signal })
    }
    context.progress({ done: steps, total: steps, unit: 'steps', text: 'Working' })
    context.log('All steps are done', 'success')
    return `${steps} steps done`
  },
})

const fail = define({
  name: 'fail',
  title: 'Fail',
  description: 'Fails with a message, to see what errors look like.',
  input: { message: { type: 'string', title: 'Message', default: 'This is what a failure looks like' } },
  output: { never: { type: 'string', title: 'Never' } },
  run: ({ message }): string => {
    throw new HfnError('FUNCTION_FAILED', message, { title: 'On purpose' })
  },
})

/** The functions of the embedded demo app. */
export const demoFunctions = (): readonly Callable[] => [op1, greet, stamp, progress, fail]
