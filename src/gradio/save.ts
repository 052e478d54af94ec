import type { Options } from '../core/options.ts'
import { randomUUID } from 'node:crypto'
import { link, lstat, mkdir, open, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import { abortReason } from '../core/abort.ts'
import { cleanName, splitName } from './file-name.ts'
import { limited, type OpenedFile } from './open-file.ts'
import { codeOf } from '../core/system-error.ts'
import { taken, writeError } from './save-error.ts'

export interface DownloadOptions extends Options {
  /** Write over what is there. */
  readonly force?: boolean | undefined
  /** Bytes the file may have; TOO_LARGE above. Default: none. */
  readonly limit?: number | undefined
  readonly onProgress?: ((progress: DownloadProgress) => void) | undefined
}

export interface DownloadProgress {
  readonly name: string
  /** Bytes received and to receive; `total` is absent when the app does not say. */
  readonly received: number
  readonly total?: number | undefined
}

/** Where a file goes: into a folder under a name of its own, or to one path exactly. */
interface Place {
  readonly folder: string
  readonly path: string | undefined
}

const placeOf = async (target: string): Promise<Place> => {
  if (target.endsWith('/') || target.endsWith(sep)) {
    await mkdir(target, { recursive: true })
    return { folder: target, path: undefined }
  }
  const isFolder = await stat(target).then(
    (stats) => stats.isDirectory(),
    () => false,
  )
  return isFolder ? { folder: target, path: undefined } : { folder: dirname(target), path: target }
}

/** A link counts, wherever it leads. */
const exists = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  )

/** Gives the file its name unless something has that name, a link included; tells whether it did. */
const claim = async (temporary: string, path: string): Promise<boolean> => {
  try {
    await link(temporary, path)
    return true
  } catch (cause) {
    if (codeOf(cause) === 'EEXIST') return false
  }
  // File systems without hard links: an empty file holds the place, and is replaced at once.
  try {
    const holder = await open(path, 'wx')
    await holder.close()
  } catch (cause) {
    if (codeOf(cause) === 'EEXIST') return false
    throw cause
  }
  try {
    await rename(temporary, path)
  } catch (cause) {
    await rm(path, { force: true })
    throw cause
  }
  return true
}

/** How many names are tried in turn before one is drawn that nobody has. */
const turns = 100

const numbered = (name: string, turn: number): string => {
  const [stem, extension] = splitName(name)
  if (turn === 1) return name
  return `${stem}-${turn <= turns ? turn : randomUUID()}${extension}`
}

const publish = async (temporary: string, place: Place, name: string, force: boolean): Promise<string> => {
  const path = place.path ?? join(place.folder, name)
  if (force) {
    await rename(temporary, path)
    return path
  }
  for (let turn = 1; turn <= turns + 1; turn++) {
    const free = place.path ?? join(place.folder, numbered(name, turn))
    if (await claim(temporary, free)) return free
    if (place.path !== undefined) break
  }
  throw taken(path)
}

const write = async (handle: FileHandle, opened: OpenedFile, options: DownloadOptions): Promise<void> => {
  const { signal, limit = Number.POSITIVE_INFINITY, onProgress } = options
  const { name, size: total } = opened
  let received = 0
  onProgress?.({ name, received, total })
  for await (const chunk of limited(opened, limit)) {
    if (signal?.aborted === true) throw abortReason(signal)
    await handle.writeFile(chunk)
    received += chunk.length
    onProgress?.({ name, received, total })
  }
}

/**
 * Saves what `opening` opens into the folder `target` under a free name, or as the file `target`; resolves with the path.
 * Nothing is written over without `force`, links are not followed, and a failure leaves nothing behind.
 */
export const saveFile = async (
  opening: () => Promise<OpenedFile>,
  target: string,
  options: DownloadOptions = {},
): Promise<string> => {
  try {
    const place = await placeOf(target)
    const { path } = place
    // Refused before anything is fetched; what appears meanwhile is found when the file gets its name.
    if (path !== undefined && options.force !== true && (await exists(path))) throw taken(path)
    const temporary = join(place.folder, `.hfn-${randomUUID()}.part`)
    const handle = await open(temporary, 'wx')
    try {
      const opened = await opening()
      await write(handle, opened, options)
      await handle.close()
      return await publish(temporary, place, cleanName(opened.name), options.force === true)
    } finally {
      await handle.close()
      await rm(temporary, { force: true })
    }
  } catch (cause) {
    // What has no code of the system's came from the source, or from who is told of the progress.
    throw codeOf(cause) === '' ? cause : writeError(cause, target)
  }
}
