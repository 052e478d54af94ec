import type { Returned } from './callable.ts'
import { copy } from './copy.ts'
import type { Finished, Run } from './run.ts'
import { filled, snapshot, type Snapshot } from './snapshot.ts'

/** Milliseconds a function may keep the thread to itself between two outputs. */
const longestTurn = 50

/** Does the work of a function and tells what it yields; a generator is ended when the run is stopped. */
export const produce = async (work: () => unknown, output: readonly Returned[], run: Run): Promise<Finished> => {
  const began = performance.now()
  const result = await work()
  const outputs = outputsOf(result)
  const last = outputs === undefined ? snapshot(result, output) : await drain(outputs, output, run)
  return { ...last, seconds: (performance.now() - began) / 1000 }
}

type Outputs = Pick<Iterator<unknown> | AsyncIterator<unknown>, 'next' | 'return'>

/** A stream of outputs: anything async iterable, or what a generator function gives; lists and texts are values. */
const outputsOf = (result: unknown): Outputs | undefined => {
  if (typeof result !== 'object' || result === null) return undefined
  if (Symbol.asyncIterator in result) return (result as AsyncIterable<unknown>)[Symbol.asyncIterator]()
  return Symbol.iterator in result && 'next' in result ? (result as Generator)[Symbol.iterator]() : undefined
}

const drain = async (outputs: Outputs, output: readonly Returned[], run: Run): Promise<Snapshot> => {
  let last: Snapshot | undefined
  let turn = performance.now()
  const forget = run.onStop(() => leave(outputs))
  try {
    while (run.stopped === undefined) {
      const { done, value } = await outputs.next()
      if (done === true && value === undefined) break
      const { data, ...rest } = snapshot(value, output)
      // The function may go on filling the list that it yielded.
      const latest = { ...rest, data: copy(data) }
      last = filled(latest, last)
      if (done === true) break
      run.emit({ type: 'output', ...latest })
      const caughtUp = run.ready()
      if (caughtUp !== undefined) await caughtUp
      if (performance.now() - turn > longestTurn) turn = await nextTurn()
    }
    return last ?? snapshot(undefined, output)
  } catch (error) {
    leave(outputs)
    throw error
  } finally {
    forget()
  }
}

/** Lets timers and sockets have their turn, so that a function that never waits can be cancelled. */
const nextTurn = async (): Promise<number> => {
  await new Promise((resolve) => setTimeout(resolve))
  return performance.now()
}

/** Asks a generator to end; what it says to that interests nobody. */
const leave = (outputs: Outputs): void => {
  const asked = async (): Promise<unknown> => outputs.return?.()
  asked().catch(() => {})
}
