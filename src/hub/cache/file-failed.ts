import { unlink } from 'node:fs/promises'
import { HfnError } from '../../core/error.ts'
import { oneLine } from '../../core/secret.ts'
import { codeOf } from '../../core/system-error.ts'

/** For `catch`: gives `value` when the system said one of the codes, throws on otherwise. */
export const unless =
  <Value>(codes: readonly string[], value: Value) =>
  (cause: unknown): Value => {
    if (codes.includes(codeOf(cause))) return value
    throw cause
  }

/** What is there no more, or never was. */
export const absent = ['ENOENT', 'ENOTDIR']

/** Removes a file that may be gone already. */
export const discard = (path: string): Promise<void> => unlink(path).catch(unless(['ENOENT'], undefined))

const elsewhere = 'Take another disk, with HF_HOME or --local-dir.'
const room = 'Make room: hfn cache prune, or hfn cache rm <repo>.'
const rights = 'Check who owns the folder, or take one of yours, with HF_HOME or --local-dir.'

const troubles: Readonly<Record<string, readonly [says: string, hint: string]>> = {
  ENOSPC: ['the disk is full', room],
  EDQUOT: ['your share of the disk is full', room],
  EFBIG: ['the disk takes no file this large', elsewhere],
  EROFS: ['the disk is read-only', elsewhere],
  EACCES: ['not allowed', rights],
  EPERM: ['not allowed', rights],
  EMFILE: ['too many files are open', 'Download fewer files at a time: -j 8.'],
  ENFILE: ['too many files are open', 'Download fewer files at a time: -j 8.'],
  ENAMETOOLONG: ['its name is too long for this disk', elsewhere],
  ENOTDIR: ['a part of the path is a file', 'Move that file away.'],
  EEXIST: ['a part of the path is a file', 'Move that file away.'],
  EISDIR: ['it is a folder', 'Move that folder away.'],
  ENOENT: ['it was removed meanwhile', 'Run the command again.'],
}

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1e6).toLocaleString('en')} MB`

/** What went wrong with a file of the cache or of a user's folder, in one line with its path. `bytes`: what it needs. */
export const fileFailed = (cause: unknown, path: string, bytes?: number): HfnError => {
  if (HfnError.is(cause)) return cause
  const code = codeOf(cause)
  const [says, hint] = troubles[code] ?? [oneLine(String(cause)), elsewhere]
  const full = ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code)
  const need = full && bytes !== undefined ? `; the file needs ${megabytes(bytes)}` : ''
  return new HfnError('FILE_FAILED', `Cannot write ${oneLine(path, 1000)}: ${says}${need}`, { hint, cause })
}
