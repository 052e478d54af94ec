import { lstat, readdir, realpath, stat } from 'node:fs/promises'
import { isAbsolute, join, relative } from 'node:path'
import { abortReason } from '../../core/abort.ts'
import { HfnError } from '../../core/error.ts'
import { oneLine } from '../../core/secret.ts'

/** Folders in folders that are followed. */
const deepest = 64

/** Files of one upload; the Hub itself asks for no more in a repo (its page "Repository limitations"). */
const most = 100_000

/** What git and Python's client keep in a folder for themselves. */
const own = /(?:^|\/)(?:\.git|\.cache\/huggingface)$/

/** A file found, its name relative to the folder and with `/` on every system. */
export interface Found {
  readonly path: string
  readonly file: string
  readonly size: number
  readonly written: number
}

const refuse = (path: string, why: string): HfnError =>
  new HfnError('BAD_FILE', `${oneLine(path)} ${why}`, {
    hint: `Leave it out with --exclude, or put a file in its place.`,
  })

/** A link may stand for a file of its own folder, for what lies outside was not named. */
const linked = async (root: string, path: string): Promise<string> => {
  const target = await realpath(join(root, path)).catch(() => {
    throw refuse(path, 'is a link to nothing')
  })
  const way = relative(root, target)
  if (way.startsWith('..') || isAbsolute(way)) throw refuse(path, 'is a link that leads out of the folder')
  return target
}

/** Where a walk is. */
interface Place {
  readonly root: string
  readonly selects: (path: string) => boolean
  readonly signal: AbortSignal
}

const look = async ({ root }: Place, path: string): Promise<Found> => {
  const file = join(root, path)
  const link = (await lstat(file)).isSymbolicLink()
  const state = await stat(link ? await linked(root, path) : file)
  if (link && state.isDirectory()) throw refuse(path, 'is a link to a folder')
  if (!state.isFile()) throw refuse(path, 'is no file')
  return { path, file, size: state.size, written: state.mtimeMs }
}

async function* below(place: Place, folder: string, depth: number): AsyncGenerator<Found> {
  if (depth > deepest) throw refuse(folder, `lies more than ${deepest} folders deep`)
  const entries = await readdir(join(place.root, folder), { withFileTypes: true })
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    if (place.signal.aborted) throw abortReason(place.signal)
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (own.test(path)) continue
    if (entry.isDirectory()) yield* below(place, path, depth + 1)
    else if (place.selects(path)) yield await look(place, path)
  }
}

/** The selected files below a folder, by name. @throws BAD_FILE for what is no file of the folder, or when there are too many */
export async function* walk(folder: string, { selects, signal }: Omit<Place, 'root'>): AsyncGenerator<Found> {
  let count = 0
  for await (const found of below({ root: await realpath(folder), selects, signal }, '', 0)) {
    if (++count > most)
      throw new HfnError('BAD_FILE', `${folder} has more than ${most} files, which is too many for a repo`, {
        hint: 'Pack them into fewer files, or upload a part of them with --include.',
      })
    yield found
  }
}
