import type { Callable } from '../../../src/callable/callable.ts'
import { define } from '../../../src/callable/define.ts'
import { HfnError } from '../../../src/core/error.ts'
import type { FileValue } from '../../../src/callable/file.ts'
import { Scene } from './scene.ts'

const text = { type: 'string' } as const
const key = { key: text }

/** What every client is asked to use, and the scene that knows what they did. `secret` stands last. */
export const makeFunctions = (): { functions: readonly Callable[]; scene: Scene } => {
  const scene = new Scene()
  const functions = [
    define({
      name: 'greet',
      description: 'Says hello.',
      input: {
        name: { ...text, title: 'Name' },
        excited: { type: 'boolean', default: false },
        times: { type: 'integer', default: 1 },
      },
      output: { greeting: text },
      run: ({ name, excited, times }) => `Hello ${name}${(excited ? '!' : '.').repeat(times)}`,
    }),
    define({
      name: 'count',
      input: { to: { type: 'integer' } },
      output: { numbers: text },
      async *run({ to }) {
        let numbers = ''
        for (let number = 1; number <= to; number += 1) {
          numbers += ` ${number}`
          yield numbers.trim()
        }
      },
    }),
    define({
      name: 'double',
      input: { number: { type: 'number' } },
      run({ number }) {
        scene.reach(`doubled ${number}`)
        return number * 2
      },
    }),
    define({
      name: 'hold',
      description: 'Waits until its key is released.',
      input: { ...key, tell: { enum: ['progress', 'log'], default: 'progress' } },
      output: { held: text },
      async run({ key, tell }, { signal, progress, log }) {
        if (tell === 'log') log('Careful', 'warning', 'Ink')
        else progress({ done: 1, total: 4, unit: 'steps', text: 'holding' })
        await scene.hold(key, signal)
        return `held ${key}`
      },
    }),
    define({ name: 'release', input: key, output: { key: text }, run: ({ key }) => scene.reach(`released ${key}`) }),
    define({
      name: 'wait',
      description: 'Answers when something has come to pass, such as "started a".',
      input: { event: text },
      output: { event: text },
      run: ({ event }, { signal }) => scene.until(event, signal),
    }),
    define({
      name: 'read',
      input: { file: { format: 'file' } },
      output: { name: text, content: text },
      async run({ file }) {
        const given = file as FileValue
        return [given.name, new TextDecoder().decode(await given.bytes())]
      },
    }),
    define({
      name: 'write',
      input: { content: text },
      output: { file: { format: 'file' } },
      run: ({ content }) => ({ name: 'grüße.txt', content: new Blob([content]) }),
    }),
    define({
      name: 'visit',
      output: { visits: { type: 'integer' } },
      run: (_, { session }) => (session.state['visits'] = Number(session.state['visits'] ?? 0) + 1),
    }),
    define({ name: 'whoami', output: { user: text }, run: (_, { session }) => session.user ?? 'nobody' }),
    define({
      name: 'refuse',
      output: { never: text },
      run: (): string => {
        throw new HfnError('FUNCTION_FAILED', 'No ink left')
      },
    }),
    define({
      name: 'crash',
      output: { never: text },
      run: (): string => {
        throw new Error('the password is 1234')
      },
    }),
    define({ name: 'secret', output: { text }, run: () => scene.reach('told the secret') }),
  ]
  return { functions, scene }
}
