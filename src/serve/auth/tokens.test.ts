import { expect, test } from 'vitest'
import { claimsOf, newId, Signer, tokenFor } from './tokens.ts'

const claims = { user: 'Zoë <zoe@example.com>; a=b.c', id: newId(), issued: 1_700_000_000_000 }

test('a token says what it was made of, to who knows the secret', async () => {
  const token = await tokenFor(new Signer('secret'), claims)
  expect(token).toMatch(/^[\w.%'()*!~-]+$/)
  expect(await claimsOf(new Signer('secret'), token)).toEqual(claims)
  expect(await claimsOf(new Signer('other'), token)).toBeUndefined()
  expect(await claimsOf(new Signer(), token)).toBeUndefined()
})

test('a token of which a single character was changed says nothing', async () => {
  const signer = new Signer()
  const token = await tokenFor(signer, claims)
  const changed = token
    .split('')
    .map((character, at) => `${token.slice(0, at)}${character === '0' ? '1' : '0'}${token.slice(at + 1)}`)
  expect((await Promise.all(changed.map(async (each) => claimsOf(signer, each)))).filter(Boolean)).toEqual([])
})

test.each(['', '.', '....', 'a.b.c.d', '0'.repeat(5_000), `${'0'.repeat(64)}.1.a.${'0'.repeat(64)}`, `%00.%.%.%`])(
  'what was never signed says nothing: %.40s',
  async (text) => {
    expect(await claimsOf(new Signer(), text)).toBeUndefined()
  },
)
