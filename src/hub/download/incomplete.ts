import { HfnError } from '../../core/error.ts'
import { oneLine } from '../../core/secret.ts'
import type { TreeFile } from '../cache/contract.ts'
import { repoName, type Repo } from '../reference.ts'
import type { FailedFile } from './contract.ts'
import { isFull, isOutage } from './outlook.ts'

/** Files a message names. */
const named = 5

export interface Shortfall {
  readonly failed: readonly FailedFile[]
  /** Files that were wanted. */
  readonly total: number
  /** Files that are there now. */
  readonly done: number
  /** Why the rest was not tried. */
  readonly stopped: HfnError | undefined
  /** The caller ended it. */
  readonly aborted: boolean
  /** Bytes that are still to be written. */
  readonly bytes: number
}

const goOn = 'What was fetched is kept: run the same command again to go on.'

const cancelled = ({ code, cause }: HfnError, { done, total }: Shortfall): HfnError => {
  const what = code === 'TIMEOUT' ? 'The time given for this was up' : 'Cancelled'
  return new HfnError(code, `${what}: ${done} of ${total} files are there`, { hint: goOn, cause })
}

/** What met one file, and would have met all others. */
const halted = (error: HfnError, { done, total, bytes }: Shortfall): HfnError => {
  const more = isFull(error) ? `, ${bytes} bytes are still to be written` : ''
  return new HfnError(error.code, `${error.message}; ${done} of ${total} files are there${more}`, {
    ...error.details,
    hint: `${error.hint ?? ''} ${goOn}`.trim(),
    cause: error.cause,
  })
}

/** What it means that files would have to be asked for without a network. */
export const notInCache = (repo: Repo, missing: readonly TreeFile[], total: number): HfnError => {
  const list = missing.slice(0, named).map(({ path }) => oneLine(path))
  const more = missing.length > named ? ` and ${missing.length - named} more` : ''
  const message = `Offline, and ${missing.length} of ${total} files of ${repoName(repo)} are not here: ${list.join(', ')}${more}`
  return new HfnError('OFFLINE', message, { hint: 'Unset HF_HUB_OFFLINE and run the same command again.' })
}

/** What it means that not all files came: the one error there is, or all of them together. */
export const incomplete = (repo: Repo, shortfall: Shortfall): HfnError => {
  const { failed, total, done, stopped } = shortfall
  if (stopped !== undefined && shortfall.aborted) return cancelled(stopped, shortfall)
  const [first] = failed
  if (first !== undefined && total === 1 && !isFull(first.error)) return first.error
  if (stopped !== undefined && !isOutage(stopped)) return halted(stopped, shortfall)
  const list = failed.slice(0, named).map(({ path, error }) => `${oneLine(path)} (${oneLine(error.message)})`)
  const more = failed.length > named ? ` and ${failed.length - named} more` : ''
  return new HfnError(
    'INCOMPLETE',
    `${total - done} of ${total} files of ${repoName(repo)} are missing: ${list.join(', ')}${more}`,
    {
      hint: 'The others are kept. Run the same command again: it fetches only what is missing.',
      cause: stopped ?? first?.error,
      data: failed.map(({ path, error: { code, message } }) => ({ path, code, message })),
    },
  )
}
