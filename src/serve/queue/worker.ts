import { whenAborted } from '../../core/abort.ts'
import { noSuchFunction } from '../failure.ts'
import { allAborted } from './all-aborted.ts'
import type { QueueHost } from './contract.ts'
import { runAlone } from './run-alone.ts'
import { runTogether } from './run-together.ts'
import { Telling } from './telling.ts'
import type { WorkerParts } from './worker-parts.ts'

/** Milliseconds a source is waited for that nobody wants any more; then its place in line is free all the same. */
const patience = 10_000

/** Runs tasks where they are: it knows functions, files and states, nothing of lines and streams. */
export const worker =
  (parts: WorkerParts): QueueHost['perform'] =>
  (batch) => {
    const tellings = batch.map((assignment) => new Telling(assignment, parts.settings)).filter(({ ended }) => !ended)
    const signal = allAborted(tellings.map((telling) => telling.signal))
    return settled(run(tellings, parts), signal)
  }

const run = async (tellings: readonly Telling[], parts: WorkerParts): Promise<void> => {
  const [first] = tellings
  if (first === undefined) return
  try {
    const served = parts.catalog.named(first.task.function)
    if (served === undefined) throw noSuchFunction(first.task.function)
    await Promise.all(tellings.map(async (telling) => telling.tell({ type: 'started' })))
    if (served.whole === undefined) await runAlone(first, served, parts)
    else await runTogether(tellings, { ...served, whole: served.whole }, parts)
  } catch (error) {
    await Promise.all(tellings.map((telling) => telling.fail(error)))
  }
}

const settled = (work: Promise<void>, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const forget = whenAborted(signal, () => {
      timer = setTimeout(resolve, patience)
      timer.unref?.()
    })
    void work.then(() => {
      forget()
      clearTimeout(timer)
      resolve()
    })
  })
