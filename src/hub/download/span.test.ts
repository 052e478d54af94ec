import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gaps, lengthOf, pieces, withSpan, type Span } from './span.ts'

const size = 60
const span = fc
  .tuple(fc.nat(size), fc.nat(size))
  .map(([a, b]): Span => ({ start: Math.min(a, b), end: Math.max(a, b) }))

/** Which of the bytes are covered. */
const covered = (spans: readonly Span[]): boolean[] =>
  Array.from({ length: size }, (_, at) => spans.some(({ start, end }) => at >= start && at < end))

test('spans and gaps are the bytes that are there and those that are not', () => {
  fc.assert(
    fc.property(fc.array(span), (all) => {
      const done = all.reduce<Span[]>(withSpan, [])
      expect(covered(done)).toEqual(covered(all))
      expect(covered(gaps(done, size))).toEqual(covered(all).map((there) => !there))
      expect(lengthOf(done) + lengthOf(gaps(done, size))).toBe(size)
      expect(done.every(({ start }, index) => index === 0 || start > (done[index - 1]?.end ?? 0))).toBe(true)
    }),
  )
})

test('pieces are the span again, none longer than allowed', () => {
  fc.assert(
    fc.property(span, fc.integer({ min: 1, max: 20 }), (whole, length) => {
      const parts = pieces(whole, length)
      expect(covered(parts)).toEqual(covered([whole]))
      expect(parts.every(({ start, end }) => end - start <= length && end > start)).toBe(true)
    }),
  )
})
