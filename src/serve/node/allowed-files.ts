import { realpath, stat } from 'node:fs/promises'
import { basename, isAbsolute, relative, resolve, sep } from 'node:path'
import { safeName } from '../files/file-name.ts'
import type { StoredFile } from '../files/storage.ts'
import { isPlainPath } from './plain-path.ts'
import { readRegular } from './regular-file.ts'

export interface AllowedFilesOptions {
  /** Folders and files that are open to all who may use the app. */
  readonly allowed: readonly string[]
  /** Folders and files in them that are not. */
  readonly blocked?: readonly string[] | undefined
}

/** The way from a folder to what lies in it; undefined for what lies elsewhere. */
const within = (folder: string, path: string): string | undefined => {
  const way = relative(folder, path)
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way) ? undefined : way
}

/** As the most forgiving file system compares names. */
const folded = (path: string): string => path.normalize('NFC').toUpperCase().toLowerCase()

const isHidden = (way: string): boolean => way.split(sep).some((part) => part.startsWith('.'))

/** Where the paths really are, and where they seem to be; what does not exist is left as it is named. */
const places = async (paths: readonly string[]): Promise<string[]> => {
  const real = await Promise.all(paths.map((path) => realpath(path).catch(() => path)))
  return [...new Set([...paths, ...real])]
}

/**
 * Finds regular files in the folders that are open: no hidden ones, none a link leads out to, none of those blocked.
 * Whatever else is asked for is undefined, and what does not even look like a path in there never reaches the disk.
 */
export const allowedFiles = ({ allowed, blocked = [] }: AllowedFilesOptions) => {
  const roots = allowed.map((path) => resolve(path))
  const barred = blocked.map((path) => resolve(path))

  const open = async (path: string): Promise<StoredFile | undefined> => {
    const asked = resolve(path)
    if (!isPlainPath(path) || roots.every((root) => within(folded(root), folded(asked)) === undefined)) return undefined
    const [real, realRoots, realBarred] = await Promise.all([realpath(asked), places(roots), places(barred)])
    const ways = realRoots.flatMap((root) => within(root, real) ?? [])
    // A path in none of them counts as hidden, too.
    if (ways.every(isHidden)) return undefined
    if (realBarred.some((folder) => within(folded(folder), folded(real)) !== undefined)) return undefined
    const { size, isFile } = await stat(real).then((info) => ({ size: info.size, isFile: info.isFile() }))
    if (!isFile) return undefined
    return { path, name: safeName(basename(real)), size, read: (range) => readRegular(real, range) }
  }

  return (path: string): Promise<StoredFile | undefined> => open(path).catch(() => undefined)
}
