import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { claim } from './claim.ts'
import type { Destination, TreeFile } from './contract.ts'
import { exists, isEmpty, remaking, type Enclosure } from './enclosure.ts'
import { absent, discard, fileFailed, unless } from './file-failed.ts'
import { moveFile } from './move.ts'
import { checkedEtag } from './names.ts'
import { flagOf, partialsOf } from './partials.ts'
import { pointTo, type Way } from './pointer.ts'
import { hasStore, takeStored, wholeStored } from './shared-store.ts'
import { tagName } from './tag.ts'
import { refuseTwins } from './twins.ts'

/** Of one repo's folder in the cache, what its destinations have in common. */
export interface RepoStore {
  readonly cache: string
  readonly enclosure: Enclosure
  readonly ways: readonly Way[]
  /** Whether contents that Python's client keeps for all repos may be taken. */
  readonly shares: boolean
  /** Called before anything is written. */
  readonly prepare: () => Promise<void>
}

/** True when a whole file of that size can be read there, through links as well. */
const isWhole = async (path: string, size: number): Promise<boolean> => {
  const found = await stat(path).catch(unless([...absent, 'ELOOP'], undefined))
  return found?.isFile() === true && found.size === size
}

/** Bytes on the disk that an earlier run left of a content. */
export const keptBytes = async (folder: string, stem: string): Promise<number> => {
  if (!(await exists(flagOf(folder, stem)))) return 0
  const left = await partialsOf(folder, Date.now(), stem)
  return left.find(({ isAlive }) => !isAlive)?.bytes ?? 0
}

/** The files of one commit in the shared cache. */
export const repoDestination = (store: RepoStore, commit: string): Destination => {
  const { cache, enclosure, ways, shares, prepare } = store
  const blobOf = (file: TreeFile): string => join(enclosure.root, 'blobs', checkedEtag(file))
  const refuseTwin = refuseTwins(join(cache, tagName))
  const show = (file: TreeFile): Promise<string> =>
    remaking(enclosure, () => pointTo(enclosure, blobOf(file), `snapshots/${commit}/${file.path}`, ways))

  const find: Destination['find'] = async (file) => {
    const blob = blobOf(file)
    const pointer = join(enclosure.root, 'snapshots', commit, file.path)
    try {
      await refuseTwin(file.path)
      if (await isWhole(pointer, file.size)) return pointer
      if (await isWhole(blob, file.size)) return await show(file)
      if (!shares || file.xetHash === undefined) return undefined
      return (await takeStored(cache, file, blob, enclosure)) ? await show(file) : undefined
    } catch (cause) {
      throw fileFailed(cause, pointer, file.size)
    }
  }

  const look: Destination['look'] = async (file) => {
    const blob = blobOf(file)
    const pointer = join(enclosure.root, 'snapshots', commit, file.path)
    if (await isWhole(pointer, file.size)) return pointer
    if (await isWhole(blob, file.size)) return blob
    return shares ? wholeStored(cache, file) : undefined
  }

  return {
    folder: join(enclosure.root, 'snapshots', commit),
    keepsOnce: true,
    find,
    look,
    isBare: async () =>
      (await isEmpty(join(enclosure.root, 'blobs'))) &&
      (await isEmpty(join(enclosure.root, 'snapshots', commit))) &&
      !(shares && (await hasStore(cache))),
    kept: (file) => keptBytes(join(enclosure.root, 'blobs'), checkedEtag(file)),

    async begin(file, { signal, force = false }) {
      const etag = checkedEtag(file)
      try {
        await prepare()
        await refuseTwin(file.path)
        const finished = async (): Promise<string | undefined> =>
          !force && (await isWhole(blobOf(file), file.size)) ? show(file) : undefined
        return await remaking(enclosure, async () =>
          claim({ folder: await enclosure.folder('blobs'), stem: etag }, { signal, force, finished }),
        )
      } catch (cause) {
        throw fileFailed(cause, blobOf(file), file.size)
      }
    },

    async publish(partial, file) {
      const blob = blobOf(file)
      const isGood = (): Promise<boolean> => isWhole(blob, file.size)
      let moved = false
      try {
        if (!partial.force && (await isGood())) await discard(partial.path)
        else
          await moveFile({ from: partial.path, to: blob, aside: () => enclosure.unfinished(checkedEtag(file)), isGood })
        moved = true
        return await show(file)
      } catch (cause) {
        throw fileFailed(cause, blob, file.size)
      } finally {
        await partial.release(moved)
      }
    },
  }
}
