import { afterEach, expect, expectTypeOf, test } from 'vitest'
import type { FileValue } from '../../callable/file.ts'
import { connect } from '../../gradio/index.ts'
import { createApp } from '../app.ts'
import type { AppDefinition } from '../blueprint.ts'
import { ChatInterface } from './chat-interface.ts'
import type { ChatMessage } from './messages.ts'
import { slider } from './words/index.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const visitor = async (page: AppDefinition, session?: string) => {
  const served = createApp(page)
  const app = await connect('http://chat.localhost', { fetch: served.fetch, session })
  closing.push(
    () => served.close(),
    () => app.close(),
  )
  return app.function('chat')
}

const told = ChatInterface(async function* ({ message, history }) {
  yield `${message} after`
  yield `${message} after ${history.map(({ role, content }) => `${role}: ${content as string}`).join(', ')}`
})

test('callers who give no history go on with the conversation of their session', async () => {
  const chat = await visitor(told)
  expect(chat.input.map(({ name, required }) => [name, required])).toEqual([
    ['message', true],
    ['history', false],
  ])
  expect(await chat.run({ message: 'one' })).toBe('one after ')
  expect(await chat.run({ message: 'two' })).toBe('two after user: one, assistant: one after ')
})

test('a history that is given counts, in every form clients write it, and is not remembered', async () => {
  const chat = await visitor(told)
  const history = [
    { role: 'user', content: [{ type: 'text', text: 'a' }], metadata: null, options: null },
    { role: 'assistant', content: 'b' },
  ]
  expect(await chat.run({ message: 'c', history })).toBe('c after user: a, assistant: b')
  expect(await chat.run({ message: 'd', history: [] })).toBe('d after ')
  expect(await chat.run({ message: 'e' })).toBe('e after ')
})

test('answers come as they grow; a run that fails is not remembered', async () => {
  const page = ChatInterface(async function* ({ message, history }) {
    yield 'begun'
    if (message === 'fail') throw new Error('no')
    yield `${history.length}`
  })
  const [callable] = page.callables
  const session = { id: 's', state: {} }
  const seen: unknown[] = []
  for await (const event of callable?.run({ message: 'a' }, { session }) ?? []) {
    if (event.type === 'output') seen.push(event.data[0])
  }
  await expect(callable?.run({ message: 'fail' }, { session })).rejects.toThrow('no')
  expect([callable?.streams, ...seen, await callable?.run({ message: 'b' }, { session })]).toEqual([
    true,
    'begun',
    '0',
    '2',
  ])
})

test('messages with files, answers with parts, and further inputs', async () => {
  const page = ChatInterface(
    ({ message, warmth }) => {
      expectTypeOf(message.files).toEqualTypeOf<readonly FileValue[]>()
      expectTypeOf(warmth).toEqualTypeOf<number>()
      return {
        content: [
          { type: 'text', text: `${message.files.length} ${warmth}` },
          { type: 'file', file: 'http://h/a.png' },
        ],
      }
    },
    { multimodal: true, inputs: { warmth: slider({ maximum: 1 }) }, examples: ['hi', [{ text: 'look' }, 0.5]] },
  )
  const session = { id: 's', state: {} as Record<string, unknown> }
  const [callable] = page.callables
  const file = { path: 'a.png', meta: { _type: 'gradio.FileData' } }
  expect(await callable?.run({ message: { text: 'see', files: [file] }, warmth: 1 }, { session })).toEqual({
    role: 'assistant',
    content: [
      { type: 'text', text: '1 1' },
      { type: 'file', file: 'http://h/a.png' },
    ],
  })
  expect(Object.values(session.state)).toEqual([
    [
      {
        role: 'user',
        content: [
          { type: 'file', file },
          { type: 'text', text: 'see' },
        ],
      },
      {
        role: 'assistant',
        content: [
          { type: 'text', text: '1 1' },
          { type: 'file', file: 'http://h/a.png' },
        ],
      },
    ],
  ])
  expect(page.blueprint).toMatchObject({
    mode: 'chat_interface',
    bindings: [{ examples: [['hi'], [{ text: 'look' }, 0.5]] }],
  })
})

test('what a session remembers has an end', async () => {
  let last: readonly ChatMessage[] = []
  const page = ChatInterface(({ history }) => {
    last = history
    return 'x'.repeat(300_000)
  })
  const [callable] = page.callables
  const session = { id: 's', state: {} }
  for (let index = 0; index < 6; index++) await callable?.run({ message: String(index) }, { session })
  expect(last.length).toBeLessThan(9)
  expect(last.at(-2)).toEqual({ role: 'user', content: '4' })
  expect(JSON.stringify(session.state).length).toBeLessThan(1_100_000)
})
