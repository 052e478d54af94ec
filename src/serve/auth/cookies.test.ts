import { expect, test } from 'vitest'
import { setCookies, tokenIn } from './cookies.ts'

const asking = (cookie: string): Request => new Request('http://a', { headers: { cookie } })

test.each([
  ['access-token-1=a', 'a'],
  ['access-token-unsecure-1=b', 'b'],
  ['x=y; access-token-unsecure-1=b; access-token-1=a', 'a'],
  ['access-token-12=c', undefined],
  ['access-token-1', undefined],
  ['', undefined],
])('the cookies %j carry the token %j', (cookie, token) => {
  expect(tokenIn(asking(cookie), '1')).toBe(token)
})

test('over an encrypted connection no cookie goes without encryption', () => {
  const cookies = setCookies('1', 't', { path: '/', lifetime: 60, secure: true })
  expect(cookies.every((cookie) => cookie.endsWith('; Secure') && cookie.includes('; HttpOnly;'))).toBe(true)
})
