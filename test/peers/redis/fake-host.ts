import type { Assignment, LineRules, QueueHost, Report, Task } from '../../../src/serve/queue/contract.ts'

export type Work = (assignment: Assignment, batch: readonly Assignment[]) => unknown

export interface FakeHost extends QueueHost {
  /** What was told of each task, in order. */
  readonly told: Map<string, Report[]>
  /** Ids in the order in which they entered. */
  readonly order: string[]
  /** Reports that came before what was told of a stream. */
  readonly skips: Map<string, number>
  /** Streams that were read to their end, and how many reports that was. */
  readonly settles: (readonly [stream: string, reports: number])[]
  /** The last reports of a task: one, or something is wrong. */
  ends(task: Pick<Task, 'id'>): Report[]
}

export interface FakeHostOptions {
  /** What the functions do with one task; its result is the output. */
  readonly work?: Work | undefined
  readonly lines?: Readonly<Record<string, Partial<LineRules>>> | undefined
  readonly maxQueue?: number | undefined
}

const last: readonly string[] = ['done', 'failed', 'stopped']

/** Takes the place of the app: functions are what a test says, streams are lists. */
export const fakeHost = ({ work, lines = { f: {} }, maxQueue = 1_000 }: FakeHostOptions = {}): FakeHost => {
  const told = new Map<string, Report[]>()
  const order: string[] = []
  const skips = new Map<string, number>()
  const settles: (readonly [string, number])[] = []
  return {
    told,
    order,
    skips,
    settles,
    maxQueue,
    lines: new Map(Object.entries(lines).map(([name, rules]) => [name, { name, limit: 1, batch: 1, ...rules }])),
    perform: async (batch) => void (await Promise.all(batch.map((assignment) => perform(assignment, batch, work)))),
    entered(task) {
      order.push(task.id)
      told.set(task.id, [])
    },
    report: ({ id }, report) => void told.get(id)?.push(report),
    skipped: (stream, reports) => void skips.set(stream, reports),
    settled: (stream, reports) => void settles.push([stream, reports]),
    ends: ({ id }) => (told.get(id) ?? []).filter(({ type }) => last.includes(type)),
  }
}

/** As the app does it: the first report says that it started, an abort ends it, nothing follows its end. */
const perform = async (
  assignment: Assignment,
  batch: readonly Assignment[],
  work: Work = () => null,
): Promise<void> => {
  const { signal, report } = assignment
  let ended = false
  const end = async (final: Report): Promise<void> => {
    if (ended) return
    ended = true
    await report(final)
  }
  signal.addEventListener('abort', () => void end({ type: 'stopped' }), { once: true })
  await report({ type: 'started' })
  try {
    await end({ type: 'done', data: [await work(assignment, batch)] })
  } catch (error) {
    await end({ type: 'failed', error: { error: String(error) } })
  }
}

export const newTask = (more: Partial<Task> = {}): Task => ({
  id: crypto.randomUUID().replaceAll('-', ''),
  session: 'visitor',
  kind: 'visit',
  function: 'f',
  given: [],
  root: 'http://127.0.0.1/gradio_api',
  ...more,
})

/** Resolves when the signal aborts. */
const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })

/** Work that goes on until the test opens the gate. */
export class Gate {
  /** Ids of the tasks that began, in order. */
  readonly begun: string[] = []
  readonly #waiting = new Map<string, () => void>()
  #open = false

  get running(): number {
    return this.#waiting.size
  }

  readonly work: Work = async ({ task, signal }) => {
    this.begun.push(task.id)
    if (this.#open) return task.id
    const opened = new Promise<void>((resolve) => this.#waiting.set(task.id, resolve))
    await Promise.race([opened, aborted(signal)])
    this.#waiting.delete(task.id)
    return task.id
  }

  end(task: Pick<Task, 'id'>): void {
    this.#waiting.get(task.id)?.()
  }

  open(): void {
    this.#open = true
    for (const end of this.#waiting.values()) end()
  }
}
