import { HfnError } from '../../core/error.ts'
import { oneLine } from '../../core/secret.ts'
import { batches } from './batches.ts'
import type { Change, Due, Item, Target, Upload } from './contract.ts'
import type { Asking } from './preupload.ts'
import { sendChange } from './send.ts'

/** The branch that the next commit of a pull request goes to: `refs/pr/7` of `…/discussions/7`. */
const branchOf = (pullRequest: string): string => {
  const number = /\/(\d{1,9})$/.exec(pullRequest)?.[1]
  if (number !== undefined) return `refs/pr/${number}`
  throw new HfnError('BAD_ANSWER', `The Hub calls a pull request "${oneLine(pullRequest)}"`, {
    hint: 'Look at it before you upload again.',
  })
}

interface Rest {
  readonly message: string
  readonly description: string | undefined
  readonly deleted: readonly string[]
}

/** What became of the files so far, and where the next commit goes. */
interface Progress extends Pick<Upload, 'commits' | 'pullRequest' | 'sent' | 'bytes'> {
  readonly target: Target
}

/** One more commit. */
const step = async (asking: Asking, before: Progress, change: Change): Promise<Progress> => {
  const { target } = before
  const { id, url, pullRequest } = await sendChange({ ...asking, target }, change)
  for (const file of change.files) asking.meter.finish(file)
  const revision = pullRequest === undefined ? target.revision : branchOf(pullRequest)
  return {
    ...before,
    ...(pullRequest === undefined ? {} : { pullRequest }),
    commits: [...before.commits, { id, url }],
    sent: before.sent + change.files.length,
    bytes: change.files.reduce((sum, { size }) => sum + size, before.bytes),
    target: { ...target, revision, head: id, createPullRequest: false },
  }
}

/** Sends all files, commit after commit; what is deleted goes with the last. */
export const sendAll = async (
  asking: Asking,
  items: readonly Item[],
  { message, description, deleted }: Rest,
): Promise<Omit<Progress, 'target'>> => {
  let progress: Progress = { commits: [], sent: 0, bytes: 0, target: asking.target }
  const titled = (): string => `${message} (part ${progress.commits.length + 1})`
  let held: readonly Due[] = []
  for await (const files of batches(asking, items)) {
    if (held.length > 0)
      progress = await step(asking, progress, { files: held, deleted: [], message: titled(), description })
    held = files
  }
  const title = progress.commits.length === 0 ? message : titled()
  if (held.length > 0 || deleted.length > 0)
    progress = await step(asking, progress, { files: held, deleted, message: title, description })
  const { target: _, ...done } = progress
  return done
}
