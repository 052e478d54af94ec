import { expect, test } from 'vitest'
import { nextLink, onHub } from './link.ts'

test.each([
  ['<https://huggingface.co/api/models?cursor=a>; rel="next"', 'https://huggingface.co/api/models?cursor=a'],
  ['<https://a/1>; rel="prev", <https://a/2>; title="x"; rel=next', 'https://a/2'],
  ['<https://a/1>; rel="nextish"', undefined],
  ['https://a/1; rel="next"', undefined],
  ['', undefined],
  [undefined, undefined],
])('the next page of %j is %j', (header, link) => {
  expect(nextLink(header)).toBe(link)
})

test('a header without end is looked at no further than it need be', () => {
  expect(nextLink(`${'<a>; rel="x", '.repeat(100_000)}<b>; rel="next"`)).toBeUndefined()
  expect(nextLink('<'.repeat(100_000))).toBeUndefined()
  expect(nextLink(`<a>${'; rel ='.repeat(20_000)}`)).toBeUndefined()
})

test.each([
  [
    'https://huggingface.co/api/models?cursor=a',
    'https://mirror.example',
    'https://mirror.example/api/models?cursor=a',
  ],
  ['https://huggingface.co/api/models?c=a', 'http://m.example/hf', 'http://m.example/hf/api/models?c=a'],
  ['http://m.example/hf/api/models', 'http://m.example/hf', 'http://m.example/hf/api/models'],
  ['/api/models?c=a', 'https://mirror.example', 'https://mirror.example/api/models?c=a'],
  ['https://evil.example//other.example/x', 'https://mirror.example', 'https://mirror.example//other.example/x'],
  ['//evil.example/api', 'https://mirror.example', 'https://mirror.example/api'],
  ['x:.evil.example/api', 'https://mirror.example', undefined],
  ['javascript:alert(1)', 'https://mirror.example', undefined],
  ['https://', 'https://mirror.example', undefined],
])('the link %j stays on the Hub at %j', (link, endpoint, address) => {
  expect(onHub(link, endpoint)).toBe(address)
})
