import { expect, test } from 'vitest'
import { beforeQuestion, questionDraft, titleOf, upToQuestion, withAnswer } from './conversation.ts'
import { questionOf, type ChatMessage } from './message.ts'
import { readAnswer, readMessages } from './read-messages.ts'

const file = { path: '/x/a.png', url: null, orig_name: 'a.png', meta: { _type: 'gradio.FileData' } } as const
const ask = (text: string): ChatMessage => questionOf({ text, files: [] })
const say = (text: string): ChatMessage => ({ role: 'assistant', content: [{ type: 'text', text }] })
const talk = [ask('one'), say('1'), ask('two'), say('thinking'), say('2')]

test('a question is taken back with all its answers', () => {
  expect(beforeQuestion(talk)).toEqual([ask('one'), say('1')])
  expect(beforeQuestion([])).toEqual([])
  expect(beforeQuestion([say('welcome')])).toEqual([])
})

test('a question is answered anew', () => {
  expect(upToQuestion(talk)).toEqual([ask('one'), say('1'), ask('two')])
  expect(withAnswer(talk, [say('II')])).toEqual([ask('one'), say('1'), ask('two'), say('II')])
})

test('a question can be written anew, with its files', () => {
  const draft = { text: 'What is this?\nTell me.', files: [file] }
  expect(questionDraft([questionOf(draft), say('a cat')])).toEqual(draft)
  expect(questionDraft([say('welcome')])).toBeUndefined()
})

test('a conversation is called by its beginning', () => {
  expect(titleOf([ask('  Why\n is it? ')])).toBe('Why is it?')
  expect(titleOf([questionOf({ text: '', files: [file] })])).toBe('a.png')
  expect(titleOf([ask('😀'.repeat(100))])).toBe(`${'😀'.repeat(60)}…`)
  expect(titleOf([])).toBe('New conversation')
})

test('an answer may be text, pieces, a file, a message or several', () => {
  expect(readAnswer('Hi')).toEqual([say('Hi')])
  expect(readAnswer(['Hi', { type: 'file', file }])).toEqual([
    {
      role: 'assistant',
      content: [
        { type: 'text', text: 'Hi' },
        { type: 'file', file, alt_text: null },
      ],
    },
  ])
  expect(readAnswer(file)).toEqual([{ role: 'assistant', content: [{ type: 'file', file, alt_text: null }] }])
  expect(readAnswer({ role: 'assistant', content: 'Hi' })).toEqual([say('Hi')])
  expect(readAnswer([{ role: 'assistant', content: 'a', metadata: { title: 'Thought' } }, say('b')])).toEqual([
    { ...say('a'), metadata: { title: 'Thought' } },
    say('b'),
  ])
  expect(readAnswer(null)).toEqual([])
})

test('conversations of all versions of Gradio are read, rubbish is left out', () => {
  expect(
    readMessages([
      ['Hi', 'Hello'],
      [null, 'again'],
    ]),
  ).toEqual([ask('Hi'), say('Hello'), say('again')])
  expect(readMessages([{ role: 'user', content: ['Hi', { text: 'you' }] }])).toEqual([
    {
      role: 'user',
      content: [
        { type: 'text', text: 'Hi' },
        { type: 'text', text: 'you' },
      ],
    },
  ])
  expect(readMessages([1, null, {}, [1, 2, 3], { role: 3, content: 'x' }])).toEqual([])
  expect(readMessages('text')).toEqual([])
})
