import type { Job, Returned } from '../callable/callable.ts'
import type { Context } from './context.ts'
import { follow } from './follow.ts'
import { printerFor, type Presentation } from './presentation.ts'
import { lines, type Printer } from './render/printer.ts'
import type { Status } from './render/status.ts'

export interface Presented extends Presentation {
  readonly returned: readonly Returned[]
  readonly status: Status
  /** Default: what the options say. */
  readonly printer?: Printer | undefined
}

/** Shows a run as its options say, and saves what it gave where they say so; the place has been checked before. */
export const present = async (
  context: Context,
  job: Job,
  { returned, status, printer, ...options }: Presented,
): Promise<void> => {
  const { output, force, json, jsonl, quiet } = options
  const data = await follow(context, job, printer ?? printerFor(context, options, returned), status)
  if (output === undefined) return
  const { saveOutputs } = await import('./save-outputs.ts')
  const saved = await saveOutputs(context, data, { output, force })
  if (saved.data !== undefined && !json && !jsonl && !quiet) {
    const last = lines(context.out, returned)
    await last.print({ type: 'done', data: saved.data })
    await last.end()
  }
  if (saved.failure !== undefined) throw saved.failure
}
