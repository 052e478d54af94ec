import { expect, test } from 'vitest'
import { apiRoute, encoded, resolveRoute } from './route.ts'

test('a route has each piece encoded where it may be anything', () => {
  expect(apiRoute({ type: 'dataset', id: 'o/n' }, 'revision', encoded('refs/pr/1'))).toBe(
    '/api/datasets/o/n/revision/refs%2Fpr%2F1',
  )
  expect(resolveRoute({ type: 'model', id: 'gpt2' }, 'odd #1?/é&.txt')).toBe(
    '/gpt2/resolve/main/odd%20%231%3F/%C3%A9%26.txt',
  )
  expect(resolveRoute({ type: 'space', id: 'o/n', revision: 'a/b' }, 'x')).toBe('/spaces/o/n/resolve/a%2Fb/x')
})
