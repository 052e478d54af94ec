import type { Job } from '../callable/callable.ts'
import type { Context } from './context.ts'
import type { Printer } from './render/printer.ts'
import type { Status } from './render/status.ts'

/** Shows a run to its end and gives its outputs. When this rejects because the command was stopped, the run has been cancelled where it runs. */
export const follow = async (
  { signal }: Context,
  job: Job,
  printer: Printer,
  status: Status,
): Promise<readonly unknown[]> => {
  try {
    for await (const event of job) {
      if (event.type === 'log') await printer.end()
      if (!printer.isOpen) await status.event(event)
      await printer.print(event)
    }
    return await job.outputs()
  } finally {
    await status.clear()
    await printer.end()
    if (signal.aborted) await job.cancel()
  }
}
