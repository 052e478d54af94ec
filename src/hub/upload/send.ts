import { stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { abortReason } from '../../core/abort.ts'
import { HfnError } from '../../core/error.ts'
import { isOn } from '../settings.ts'
import { commit, type Outcome } from './commit.ts'
import { commitBody } from './commit-lines.ts'
import type { Change, Due } from './contract.ts'
import type { Asking } from './preupload.ts'
import { store } from './store.ts'
import { sendingError } from './trouble.ts'

/** Bytes of files that go by Xet at once: for each of several files the library fills blocks of 64 MiB. */
const together = 64 * 1024 * 1024

/** The files in groups of so many bytes; a larger one is alone. */
export const groupsOf = (files: readonly Due[], limit: number): readonly (readonly Due[])[] => {
  const groups: Due[][] = []
  let bytes = 0
  for (const file of files) {
    const group = bytes + file.size <= limit ? groups.at(-1) : undefined
    bytes = (group === undefined ? 0 : bytes) + file.size
    if (group === undefined) groups.push([file])
    else group.push(file)
  }
  return groups
}

/** @throws FILE_FAILED when a file is not what it was when the upload began */
const checkUnchanged = async ({ path, content, size, written }: Due): Promise<void> => {
  if (content instanceof Blob) return
  const state = await stat(fileURLToPath(content)).catch(() => undefined)
  if (state?.size === size && state.mtimeMs === written) return
  throw new HfnError('FILE_FAILED', `${path} ${state === undefined ? 'is gone' : 'changed'} while it was uploaded`, {
    hint: 'Nothing of it was committed. Upload again when nothing else writes there.',
  })
}

/** The error to give: a file that is not what it was explains all others. */
const explained = async (error: unknown, { signal }: Asking, { files }: Change): Promise<HfnError> => {
  if (signal.aborted) return abortReason(signal)
  return Promise.all(files.map(checkUnchanged)).then(() => sendingError(error), sendingError)
}

/** Sends files to the storage; where Xet does not work, the way of git-lfs is taken from then on. */
const storeAll = async (asking: Asking, files: readonly Due[]): Promise<readonly string[]> => {
  const { hub, signal } = asking
  let useXet = !isOn(hub.env['HF_HUB_DISABLE_XET'])
  const lines: string[] = []
  for (const group of groupsOf(files, useXet ? together : Infinity)) {
    let isXet = false
    const onXet = (): void => {
      isXet = true
    }
    const stored = store(asking, group, { useXet, onXet }).catch((error: unknown) => {
      if (signal.aborted || !isXet || HfnError.is(error)) throw error
      hub.warn('Xet does not take the files; they are sent the way of git-lfs')
      useXet = false
      return store(asking, group, { useXet, onXet })
    })
    lines.push(...(await stored))
  }
  return lines
}

/** Sends files and makes one commit of them. */
export const sendChange = async (asking: Asking, change: Change): Promise<Outcome> => {
  const { hub, target, signal, meter } = asking
  try {
    const body = commitBody(change, await storeAll(asking, change.files))
    await Promise.all(change.files.map(checkUnchanged))
    meter.commit()
    return await commit(hub, body, target, signal)
  } catch (error) {
    throw await explained(error, asking, change)
  }
}
