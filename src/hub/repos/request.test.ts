import { expect, test } from 'vitest'
import { apiPath } from './request.ts'

const hub = 'https://huggingface.co'

test.each([
  ['models', '/api/models'],
  ['api/models', '/api/models'],
  ['/api/models?limit=3', '/api/models?limit=3'],
  ['models/owner/name/revision/refs%2Fpr%2F1', '/api/models/owner/name/revision/refs%2Fpr%2F1'],
  ['/owner/name/resolve/main/config.json', '/owner/name/resolve/main/config.json'],
  ['https://huggingface.co/api/whoami-v2', '/api/whoami-v2'],
])('%j is %j', (text, path) => {
  expect(apiPath(text, hub)).toBe(path)
})

test.each([
  '',
  '/',
  '..',
  'models/../../x',
  'models/%2e%2e/x',
  'models/.%2E/x',
  'models/..%2fx',
  'models\\..\\x',
  'models/%5c..',
  '//evil.example/x',
  'models//x',
  'models#x',
  'models\nx',
  'https://evil.example/api/models',
  'https://huggingface.co.evil.example/api',
  'https://huggingface.co@evil.example/api',
  'javascript:alert(1)',
])('%j is refused', (text) => {
  expect(() => apiPath(text, hub)).toThrow(expect.objectContaining({ code: 'BAD_ARGUMENT' }))
})
