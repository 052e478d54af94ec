/** Bytes of a file from `start` up to, not including, `end`. */
export interface Span {
  readonly start: number
  readonly end: number
}

export const lengthOf = (spans: readonly Span[]): number => spans.reduce((sum, { start, end }) => sum + end - start, 0)

/** The spans with one more, in order, joined where they touch. */
export const withSpan = (spans: readonly Span[], { start, end }: Span): Span[] => {
  if (start >= end) return [...spans]
  const apart = spans.filter((span) => span.end < start || span.start > end)
  const touching = spans.filter((span) => span.end >= start && span.start <= end)
  const joined = {
    start: Math.min(start, ...touching.map((span) => span.start)),
    end: Math.max(end, ...touching.map((span) => span.end)),
  }
  return [...apart, joined].sort((a, b) => a.start - b.start)
}

/** What the spans, in order, leave of a file of `size` bytes. */
export const gaps = (spans: readonly Span[], size: number): Span[] => {
  const starts = [0, ...spans.map(({ end }) => end)]
  const ends = [...spans.map(({ start }) => start), size]
  return starts.map((start, index) => ({ start, end: ends[index] ?? size })).filter(({ start, end }) => start < end)
}

/** A span in pieces of at most `length` bytes. */
export const pieces = ({ start, end }: Span, length: number): Span[] =>
  Array.from({ length: Math.ceil((end - start) / length) }, (_, index) => ({
    start: start + index * length,
    end: Math.min(end, start + (index + 1) * length),
  }))
