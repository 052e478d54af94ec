import { stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { abortReason } from '../../core/abort.ts'
import { HfnError } from '../../core/error.ts'
import { isOn } from '../settings.ts'
import { commit, type Outcome } from './commit.ts'
import type { Change, Due } from './contract.ts'
import { libraryFetch } from './library-fetch.ts'
import type { Asking } from './preupload.ts'
import { sendingError } from './trouble.ts'

/** @throws FILE_FAILED when a file is not what it was when the upload began */
const checkUnchanged = async ({ path, content, size, written }: Due): Promise<void> => {
  if (content instanceof Blob) return
  const state = await stat(fileURLToPath(content)).catch(() => undefined)
  if (state?.size === size && state.mtimeMs === written) return
  throw new HfnError('FILE_FAILED', `${path} ${state === undefined ? 'is gone' : 'changed'} while it was uploaded`, {
    hint: 'Nothing of it was committed. Upload again when nothing else writes there.',
  })
}

/** One attempt, by Xet where the Hub offers it and `useXet` allows it. */
const attempt = async (
  asking: Asking,
  change: Change,
  { useXet, onXet }: { useXet: boolean; onXet: () => void },
): Promise<Outcome> => {
  const { hub, target, meter } = asking
  const { commitIter } = await import('@huggingface/hub')
  // A signal of its own: the library leaves its listener behind.
  const signal = AbortSignal.any([asking.signal])
  const files = new Map(change.files.map((file) => [file.path, file]))
  let outcome: Outcome | undefined
  const fetch = libraryFetch({
    hub,
    repo: target.repo,
    signal,
    files,
    onXet,
    commit: async (body) => {
      await Promise.all(change.files.map(checkUnchanged))
      meter.commit()
      outcome = await commit(hub, body, target, signal)
    },
  })
  const steps = commitIter({
    repo: { type: target.repo.type, name: target.repo.id },
    hubUrl: hub.endpoint,
    branch: target.revision,
    title: change.message,
    ...(change.description === undefined ? {} : { description: change.description }),
    operations: [
      ...change.files.map(({ path, content }) => ({ operation: 'addOrUpdate' as const, path, content })),
      ...change.deleted.map((path) => ({ operation: 'delete' as const, path })),
    ],
    isPullRequest: target.createPullRequest,
    useXet,
    fetch,
    abortSignal: signal,
  })
  for await (const step of steps) {
    const file = step.event === 'fileProgress' ? files.get(step.path) : undefined
    if (file === undefined || step.event !== 'fileProgress' || step.state === 'error') continue
    meter.set(step.state, file, Math.round(step.progress * file.size))
  }
  if (outcome === undefined) throw new HfnError('INTERNAL', 'The upload ended without a commit')
  return outcome
}

/** The error to give: a file that is not what it was explains all others. */
const explained = async (error: unknown, { signal }: Asking, { files }: Change): Promise<HfnError> => {
  if (signal.aborted) return abortReason(signal)
  return Promise.all(files.map(checkUnchanged)).then(() => sendingError(error), sendingError)
}

/** Sends files and makes one commit of them; where Xet does not work, the way of git-lfs is taken. */
export const sendChange = async (asking: Asking, change: Change): Promise<Outcome> => {
  const { hub, signal } = asking
  let xet = false
  const onXet = (): void => {
    xet = true
  }
  try {
    return await attempt(asking, change, { useXet: !isOn(hub.env['HF_HUB_DISABLE_XET']), onXet })
  } catch (error) {
    if (signal.aborted || !xet || HfnError.is(error)) throw await explained(error, asking, change)
    hub.warn('Xet does not take the files; they are sent the way of git-lfs')
  }
  try {
    return await attempt(asking, change, { useXet: false, onXet })
  } catch (error) {
    throw await explained(error, asking, change)
  }
}
