import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { absent, unless } from './file-failed.ts'
import { partialsOf } from './partials.ts'
import type { Blob, RepoContents } from './repo-contents.ts'

/** Milliseconds after which a file of Python's client that did not change is no download any more. */
const quiet = 600_000

/** Milliseconds a content may lie there before a snapshot shows it. */
const moment = 60_000

const stemOf = (path: string): string => basename(path).split('.', 1)[0] ?? ''

/** The unfinished files of a repo that nobody is writing to. */
export const staleFiles = async ({ root, unfinished }: RepoContents, now: number): Promise<readonly string[]> => {
  const live = new Set(
    (await partialsOf(join(root, 'blobs'), now)).filter((one) => one.isAlive).map(({ path }) => stemOf(path)),
  )
  const stale: string[] = []
  for (const path of unfinished) {
    const found = await stat(path).catch(unless(absent, undefined))
    const isOurs = basename(path).includes('.hfn')
    const isBusy = isOurs ? live.has(stemOf(path)) : found !== undefined && now - found.mtimeMs < quiet
    if (!isBusy) stale.push(path)
  }
  return stale
}

/** The contents of a repo that no snapshot shows, and none is about to. */
export const detachedBlobs = ({ blobs, snapshots }: RepoContents, now: number): readonly Blob[] => {
  const shown = new Set(snapshots.flatMap((snapshot) => [...snapshot.blobs]))
  return blobs.filter((blob) => !shown.has(blob) && now - blob.changed > moment)
}
