import { expect, test } from 'vitest'
import { applyDiff } from '../../src/wire/diff.ts'
import { callEventMessage, readMessage, type Message } from '../../src/wire/message.ts'
import { recording } from './recording.ts'

const messagesOf = (file: string): Message[] =>
  recording(file)
    .split('\n')
    .filter((line) => line.startsWith('data: '))
    .map((line) => {
      const message = readMessage(line.slice('data: '.length))
      if (message === undefined) throw new Error(`not read: ${line}`)
      return message
    })

test.each(['sse4.txt', 'sse5.txt', 'sse6.txt'])('%s: every message is read, and the changes lead to the final outputs', (file) => {
  const values = new Map<string, readonly unknown[]>()
  let streamed = 0
  for (const message of messagesOf(file)) {
    const event = message.event_id ?? ''
    if (message.msg === 'process_generating') {
      const data = message.output?.data ?? []
      const last = values.get(event)
      values.set(event, last === undefined ? data : data.map((edits, index) => applyDiff(last[index], edits)))
    }
    if (message.msg === 'process_completed' && message.success === true && values.has(event)) {
      expect(values.get(event)).toEqual(message.output?.data)
      streamed += 1
    }
  }
  expect(streamed).toBe(1)
})

test.each(['sse4.txt', 'sse5.txt', 'sse6.txt'])('%s: progress, logs and failures are told', (file) => {
  const messages = messagesOf(file)
  const kinds = new Set(messages.map(({ msg }) => msg))
  expect(kinds).toEqual(
    new Set(['estimation', 'process_starts', 'process_generating', 'progress', 'log', 'process_completed', 'close_stream']),
  )
  const logs = messages.flatMap((message) => (message.msg === 'log' ? [[message.level, message.log]] : []))
  expect(logs).toEqual([
    ['info', 'half done'],
    ['warning', 'careful'],
  ])
  const failed = messages.filter((message) => message.msg === 'process_completed' && message.success === false)
  expect(failed).toHaveLength(3)
})

test.each(['call4.txt', 'call5.txt', 'call6.txt'])('%s: the simple protocol speaks of the same messages', (file) => {
  const sections = new Map(
    recording(file)
      .split(/^## /m)
      .slice(1)
      .map((section) => {
        const [title = '', ...lines] = section.split('\n')
        const events = lines.flatMap((line, index) =>
          line.startsWith('event: ') ? [callEventMessage(line.slice(7), (lines[index + 1] ?? '').slice(6))] : [],
        )
        return [title, events] as const
      }),
  )
  expect(sections.get('call greet')).toEqual([
    { msg: 'process_completed', success: true, output: { data: ['Hello Bob!'], is_generating: false } },
  ])
  expect(sections.get('counter')?.map((message) => message?.msg)).toEqual([
    'process_generating',
    'process_generating',
    'process_generating',
    'process_completed',
  ])
  expect(sections.get('unknown event')).toMatchObject([{ msg: 'unexpected_error', session_not_found: true }])
  const failed = sections.get('fail gr.Error')?.[0]
  const error = file === 'call6.txt' ? { error: 'oops', title: 'Error' } : { error: null }
  expect(failed).toMatchObject({ msg: 'process_completed', success: false, output: error })
})
