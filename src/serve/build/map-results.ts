type Steps = Iterator<unknown> | AsyncIterator<unknown>

interface Changes {
  /** Changes each value a function gives. */
  readonly each: (value: unknown) => unknown
  /** Told of the last of them, as it was changed, when there are no more. */
  readonly ended?: ((last: unknown) => void) | undefined
}

/** What a function gives changed on its way: the value itself, or each of a stream of them. */
export const mapResults = async (result: unknown, { each, ended }: Changes): Promise<unknown> => {
  const settled = await result
  const steps = stepsOf(settled)
  if (steps !== undefined) return mapped(steps, { each, ended })
  const changed = each(settled)
  ended?.(changed)
  return changed
}

/** A stream of values: anything async iterable, or what a generator function gives. */
const stepsOf = (result: unknown): Steps | undefined => {
  if (typeof result !== 'object' || result === null) return undefined
  if (Symbol.asyncIterator in result) return (result as AsyncIterable<unknown>)[Symbol.asyncIterator]()
  return Symbol.iterator in result && 'next' in result ? (result as Generator)[Symbol.iterator]() : undefined
}

/** No generator: leaving it must reach the one behind it at once, even while that one is at work. */
const mapped = (steps: Steps, { each, ended }: Changes): AsyncIterableIterator<unknown> => {
  let last: unknown
  return {
    [Symbol.asyncIterator]() {
      return this
    },
    async next() {
      const { done, value } = await steps.next()
      if (done !== true || value !== undefined) last = each(value)
      if (done !== true) return { done: false, value: last }
      ended?.(last)
      return { done: true, value: value === undefined ? undefined : last }
    },
    async return() {
      await steps.return?.()
      return { done: true, value: undefined }
    },
  }
}
