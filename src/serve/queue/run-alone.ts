import { HfnError } from '../../core/error.ts'
import type { DoneEvent, Job, RunEvent } from '../../callable/callable.ts'
import type { ServedFunction } from '../catalog.ts'
import { writeOutputs, type Outputs } from '../files/file-results.ts'
import type { SessionState } from '../session-store.ts'
import type { Report } from './contract.ts'
import { inputOf } from './input.ts'
import { keepStates } from './states.ts'
import type { Telling } from './telling.ts'
import type { WorkerParts } from './worker-parts.ts'

type Write = (outputs: Outputs) => readonly unknown[] | Promise<readonly unknown[]>

/** Runs one task with its visitor's state and tells what happens; rejects with what went wrong. */
export const runAlone = async (telling: Telling, served: ServedFunction, parts: WorkerParts): Promise<void> => {
  const { callable, timeout } = served
  const { task, signal } = telling
  const { session: id, user, root } = task
  const sessions = parts.sessions()
  const state = await sessions.open(id)
  const untouched = isEmpty(state)
  // Named after its only run: nobody comes back to it, and it must not push out those who do.
  const passing = id.includes(task.id)
  const write: Write = ({ data, updates }) =>
    writeOutputs(
      callable.output,
      { data: keepStates(callable.output, data, state), updates },
      { files: parts.files, root },
    )
  const began = performance.now()
  const files = parts.files.lease()
  let last: DoneEvent
  let data: readonly unknown[]
  try {
    const input = await inputOf(callable.input, task, { files, state, signal })
    last = await follow(callable.run(input, { signal, timeout, session: { id, user, state } }), telling, write)
    data = await write(last)
  } finally {
    files.release()
    // Kept before the end is told: the visitor's next run may begin at once, and elsewhere.
    if (!passing && !(untouched && isEmpty(state))) await sessions.save(id, state)
  }
  await telling.done(data, last.seconds ?? (performance.now() - began) / 1_000)
}

/** Tells what happens on the way; gives the end. */
const follow = async (job: Job, telling: Telling, write: Write): Promise<DoneEvent> => {
  for await (const event of job) {
    if (event.type === 'done') return event
    const report = reportOf(event, write)
    const told = telling.tell(report instanceof Promise ? await report : report)
    if (told instanceof Promise) await told
  }
  throw new HfnError('INTERNAL', 'The run ended without a result')
}

/** In the common case there is nothing to wait for. */
const reportOf = (event: Exclude<RunEvent, DoneEvent>, write: Write): Report | Promise<Report> => {
  if (event.type === 'queue') return { ...event, type: 'place' }
  if (event.type !== 'output') return event
  const data = write(event)
  return data instanceof Promise ? data.then((whole) => ({ type: 'output', data: whole })) : { type: 'output', data }
}

const isEmpty = (state: SessionState): boolean => Object.keys(state).length === 0
