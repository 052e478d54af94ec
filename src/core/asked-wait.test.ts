import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { askedWait, jitter } from './retry.ts'

const asks = (headers: Record<string, string>, now?: number): number | undefined =>
  askedWait((name) => headers[name], now)

afterEach(() => void vi.restoreAllMocks())

describe('how long to wait', () => {
  test('Retry-After in seconds is taken as it is', () => {
    fc.assert(
      fc.property(fc.nat(999_999_999), (seconds) => {
        expect(asks({ 'retry-after': ` ${seconds} ` })).toBe(seconds)
      }),
    )
  })

  test('Retry-After as a date is the time until then, never less than none', () => {
    const times = fc.integer({ min: 0, max: 4_000_000_000 })
    fc.assert(
      fc.property(times, times, (then, now) => {
        const date = new Date(then * 1000).toUTCString()
        expect(asks({ 'retry-after': date }, now * 1000)).toBe(Math.max(0, then - now))
      }),
    )
  })

  test('whatever the headers say, the wait is a finite number or none', () => {
    const value = fc.oneof(
      fc.string(),
      fc.constantFrom('-1', '1e9', 'Infinity', 'NaN', '٣', '"api";r=0;t=', '9'.repeat(400)),
    )
    fc.assert(
      fc.property(value, value, (after, limit) => {
        const wait = asks({ 'retry-after': after, ratelimit: limit })
        expect(wait === undefined || (Number.isFinite(wait) && wait >= 0)).toBe(true)
      }),
    )
  })

  test('RateLimit counts when nothing is left, Retry-After comes first', () => {
    expect(asks({ ratelimit: '"api";r=0;t=55' })).toBe(56)
    expect(asks({ ratelimit: '"api";r=3;t=55' })).toBeUndefined()
    expect(asks({ ratelimit: '"api";r=0;t=55', 'retry-after': '2' })).toBe(2)
    expect(asks({})).toBeUndefined()
  })

  test('without a word from the other side the wait is a random share of a growing limit', () => {
    vi.spyOn(Math, 'random').mockReturnValue(1)
    expect([1, 2, 3, 4, 5, 6, 100].map(jitter)).toEqual([500, 1000, 2000, 4000, 8000, 8000, 8000])
    vi.spyOn(Math, 'random').mockReturnValue(0)
    expect(jitter(5)).toBe(0)
  })
})
