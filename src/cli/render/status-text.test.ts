import { expect, test } from 'vitest'
import { statusText, uploadText } from './status-text.ts'

test.each([
  [{ type: 'queue', position: 0, size: 0 }, 'queue 1/1   (Ctrl-C cancels)'],
  [{ type: 'queue', position: 2, size: 7, eta: 11.2 }, 'queue 3/7 · about 12 s   (Ctrl-C cancels)'],
  [{ type: 'queue', position: 2, size: 7, eta: 300 }, 'queue 3/7 · about 5 min   (Ctrl-C cancels)'],
  [{ type: 'progress', done: 5, total: 8, unit: 'steps', text: 'Drawing' }, 'Drawing 5/8 steps ##########------'],
  [{ type: 'progress', done: 9, total: 8 }, '9/8 ################'],
  [{ type: 'progress', done: 3, unit: 'rows' }, '3 rows'],
  [{ type: 'progress', done: 0, total: 0 }, '0/0'],
  [{ type: 'progress' }, 'running'],
  [{ type: 'output', data: [] }, undefined],
] as const)('%j is told as %j', (event, text) => {
  expect(statusText(event)).toBe(text)
})

test('an upload is told in megabytes, of a stream without an end', () => {
  expect(uploadText({ name: 'cat.png', sent: 5e6, total: 1e7 })).toBe(
    'sending cat.png ########-------- 5.0 MB of 10.0 MB',
  )
  expect(uploadText({ name: 'stdin', sent: 5e6 })).toBe('sending stdin 5.0 MB')
})
