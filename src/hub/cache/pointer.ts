import { constants } from 'node:fs'
import { copyFile, link, lstat, readlink, rename, stat, symlink } from 'node:fs/promises'
import { basename, dirname, join, posix, relative } from 'node:path'
import type { Enclosure } from './enclosure.ts'
import { absent, discard, unless } from './file-failed.ts'

/** Makes the new file `path` give what `target` holds, once it lies in the folder `place`. */
export type Way = (target: string, path: string, place: string) => Promise<void>

const bySymlink: Way = (target, path, place) => symlink(relative(place, target), path)

const byCopy: Way = (target, path) => copyFile(target, path, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)

/**
 * How a snapshot may show a content, in the order they are tried: a relative link as Python's client makes it;
 * where that is impossible or not wanted, a second name for the same bytes; at last a copy.
 */
export const waysOf = (symlinks: boolean): readonly Way[] => [...(symlinks ? [bySymlink] : []), link, byCopy]

/** What a disk says that has no such links. */
const unable = ['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EINVAL', 'EXDEV', 'EMLINK', 'UNKNOWN']

/** True when the path shows the target already: a link to it, or another name of it. */
const showsAlready = async (target: string, path: string): Promise<boolean> => {
  const found = await lstat(path).catch(unless(absent, undefined))
  if (found?.isSymbolicLink() === true) return join(dirname(path), await readlink(path)) === target
  if (found === undefined) return false
  const wanted = await stat(target)
  return found.ino === wanted.ino && found.dev === wanted.dev
}

const succeeds = (work: Promise<void>): Promise<boolean> =>
  work.then(
    () => true,
    () => false,
  )

/** Makes a file of the enclosure show what `target` holds, whatever was there, in one step; gives its path. */
export const pointTo = async (
  enclosure: Enclosure,
  target: string,
  path: string,
  ways: readonly Way[],
): Promise<string> => {
  const place = await enclosure.folder(posix.dirname(path))
  const pointer = join(place, posix.basename(path))
  // Where nothing lies, a link is there in one step; whatever keeps it from that, the longer way finds out.
  if (ways[0] === bySymlink && (await succeeds(bySymlink(target, pointer, place)))) return pointer
  if (await showsAlready(target, pointer)) return pointer
  const aside = await enclosure.unfinished(basename(target))
  try {
    for (const [at, way] of ways.entries()) {
      const isDone = await way(target, aside, place).then(
        () => true,
        at === ways.length - 1 ? undefined : unless(unable, false),
      )
      if (isDone) break
    }
    await rename(aside, pointer)
  } catch (cause) {
    await discard(aside)
    throw cause
  }
  return pointer
}
