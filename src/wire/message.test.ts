import { expect, test } from 'vitest'
import { callEventMessage, readMessage } from './message.ts'

test.each([
  '',
  '{',
  'null',
  '1',
  '"heartbeat"',
  '[]',
  '{}',
  '{"msg": 5}',
  '{"msg": "unheard_of"}',
  '{"msg": "toString"}',
  '{"msg": "__proto__"}',
  '<html>',
])('%j is no message', (json) => {
  expect(readMessage(json)).toBeUndefined()
})

test('a message is what stands on the wire', () => {
  const message = {
    msg: 'process_completed',
    event_id: 'e',
    output: { data: [1], duration: 0.5 },
    success: true,
    title: null,
  }
  expect(readMessage(JSON.stringify(message))).toEqual(message)
  const estimation = {
    msg: 'estimation',
    event_id: null,
    rank: 0,
    queue_size: 1,
    rank_eta: null,
    avg_event_process_time: null,
  }
  expect(readMessage(JSON.stringify(estimation))).toEqual(estimation)
})

const fields: Readonly<Record<string, readonly string[]>> = {
  estimation: ['event_id', 'rank', 'queue_size', 'rank_eta'],
  process_starts: ['event_id', 'eta'],
  progress: ['event_id', 'progress_data'],
  log: ['event_id', 'log', 'level', 'title'],
  process_generating: ['event_id', 'output', 'success'],
  process_streaming: ['event_id', 'output', 'success'],
  process_completed: ['event_id', 'output', 'success', 'title'],
  unexpected_error: ['event_id', 'message', 'session_not_found'],
  heartbeat: ['event_id'],
}

test('fields of a wrong type are left out, the message still counts', () => {
  for (const [msg, names] of Object.entries(fields)) {
    const wrong = names.map((name) => [name, name === 'output' ? [1] : { a: 1 }])
    expect(readMessage(JSON.stringify({ msg, ...Object.fromEntries(wrong) }))).toEqual({ msg })
  }
  expect(
    readMessage(
      '{"msg":"process_completed","event_id":5,"output":{"data":{"0":1},"duration":"x","error":null},"success":"no"}',
    ),
  ).toEqual({
    msg: 'process_completed',
    output: { error: null },
  })
  expect(readMessage('{"msg":"process_generating","output":[1]}')).toEqual({ msg: 'process_generating' })
  expect(readMessage('{"msg":"log","log":{"a":1},"level":null}')).toEqual({ msg: 'log' })
})

test('keys that name a prototype pollute nothing', () => {
  readMessage('{"msg":"log","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}')
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
})

test('events of the simple protocol are messages', () => {
  expect(callEventMessage('heartbeat', 'null')).toEqual({ msg: 'heartbeat' })
  expect(callEventMessage('generating', '[1]')).toMatchObject({
    msg: 'process_generating',
    output: { data: [1], is_generating: true },
  })
  expect(callEventMessage('complete', '[1]')).toMatchObject({
    msg: 'process_completed',
    success: true,
    output: { data: [1] },
  })
  expect(callEventMessage('complete', '{')).toEqual({
    msg: 'process_completed',
    success: true,
    output: { is_generating: false },
  })
  expect(callEventMessage('error', 'null')).toMatchObject({
    msg: 'process_completed',
    success: false,
    output: { error: null },
  })
  expect(callEventMessage('error', '{"error":"oops","title":"No","code":"TIMEOUT"}')).toEqual({
    msg: 'process_completed',
    success: false,
    title: 'No',
    output: { error: 'oops', title: 'No', code: 'TIMEOUT' },
  })
  expect(callEventMessage('error', '"404: Not Found"')).toEqual({
    msg: 'unexpected_error',
    message: '404: Not Found',
    session_not_found: true,
  })
  expect(callEventMessage('surprise', '[]')).toBeUndefined()
})
