import { HfnError } from '../../core/error.ts'
import type { Callable, DoneEvent, Job } from '../../callable/callable.ts'
import { resolveInput } from '../../callable/input.ts'
import type { ServedFunction } from '../catalog.ts'
import type { InputFiles } from '../files/lease.ts'
import { writeOutputs } from '../files/file-results.ts'
import { allAborted } from './all-aborted.ts'
import { rows, together } from './batched.ts'
import { inputOf } from './input.ts'
import type { Telling } from './telling.ts'
import type { WorkerParts } from './worker-parts.ts'

interface Call {
  readonly telling: Telling
  readonly input: Record<string, unknown>
}

/** Runs tasks of a batched function as one run: who gave wrong arguments fails alone, a failing run fails all. */
export const runTogether = async (
  tellings: readonly Telling[],
  served: ServedFunction & { readonly whole: Callable },
  parts: WorkerParts,
): Promise<void> => {
  const lease = parts.files.lease()
  try {
    const calls = await callsOf(tellings, served.callable, lease)
    if (calls.length > 0) await runCalls(calls, served, parts)
  } finally {
    lease.release()
  }
}

const callsOf = async (
  tellings: readonly Telling[],
  { input: parameters }: Callable,
  files: InputFiles,
): Promise<Call[]> => {
  const calls: Call[] = []
  for (const telling of tellings) {
    try {
      const given = await inputOf(parameters, telling.task, { files, state: {}, signal: telling.signal })
      calls.push({ telling, input: resolveInput(parameters, given) })
    } catch (error) {
      await telling.fail(error)
    }
  }
  return calls
}

const runCalls = async (
  calls: readonly Call[],
  { callable, whole, timeout }: ServedFunction & { readonly whole: Callable },
  { files }: WorkerParts,
): Promise<void> => {
  const inputs = calls.map(({ input }) => input)
  const signal = allAborted(calls.map(({ telling }) => telling.signal))
  const began = performance.now()
  const last = await follow(whole.run(together(whole.input, inputs), { signal, timeout }), calls)
  const seconds = last.seconds ?? (performance.now() - began) / 1_000
  const results = rows(last.data, calls.length)
  const finish = async ({ telling }: Call, data: readonly unknown[] = []): Promise<void> => {
    try {
      const { root } = telling.task
      await telling.done(await writeOutputs(callable.output, { data }, { files, root }), seconds)
    } catch (error) {
      await telling.fail(error)
    }
  }
  await Promise.all(calls.map((call, index) => finish(call, results[index])))
}

/** Tells all of them what happens on the way; gives the end. */
const follow = async (job: Job, calls: readonly Call[]): Promise<DoneEvent> => {
  for await (const event of job) {
    if (event.type === 'done') return event
    if (event.type === 'output') continue
    const report = event.type === 'queue' ? { ...event, type: 'place' as const } : event
    await Promise.all(calls.map(async ({ telling }) => telling.tell(report)))
  }
  throw new HfnError('INTERNAL', 'The run ended without a result')
}
