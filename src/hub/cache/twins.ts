import { lstat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { HfnError } from '../../core/error.ts'
import { oneLine } from '../../core/secret.ts'
import { absent, unless } from './file-failed.ts'

/** Whether the disk takes `a` and `A` for one name, told by a file; false while it is not there. */
const isCaseBlind = async (file: string): Promise<boolean> => {
  const other = join(dirname(file), basename(file).toLowerCase())
  const [one, two] = await Promise.all([file, other].map((path) => lstat(path).catch(unless(absent, undefined))))
  return one !== undefined && two !== undefined && one.ino === two.ino
}

/** Two names that such a disk takes for one are equal here. */
const folded = (path: string): string => path.normalize('NFC').toLowerCase()

/**
 * Refuses the second of two names that are one file on this disk, which would replace each other for ever.
 * @param probe a file there whose name has capital letters
 */
export const refuseTwins = (probe: string): ((path: string) => Promise<void>) => {
  const seen = new Map<string, string>()
  return async (path) => {
    const first = seen.get(folded(path)) ?? path
    seen.set(folded(path), first)
    if (first === path || !(await isCaseBlind(probe))) return
    throw new HfnError('FILE_FAILED', `${oneLine(path)} and ${oneLine(first)} are one file on this disk`, {
      hint: 'Leave one out with --exclude, or take a disk that tells them apart.',
    })
  }
}
