import { HfnError, type ErrorCode } from '../core/error.ts'
import { oneLine } from '../core/secret.ts'
import { codeOf } from '../core/system-error.ts'

const troubles: Readonly<Record<string, readonly [code: ErrorCode, says: string, hint: string]>> = {
  ENOSPC: ['FILE_FAILED', 'the disk is full', 'Make room, or save somewhere else.'],
  EDQUOT: ['FILE_FAILED', 'your share of the disk is full', 'Make room, or save somewhere else.'],
  EFBIG: ['FILE_FAILED', 'the disk takes no file this large', 'Save somewhere else.'],
  EACCES: ['BAD_FILE', 'not allowed', 'Check the permissions of the folder.'],
  EPERM: ['BAD_FILE', 'not allowed', 'Check the permissions of the folder.'],
  EROFS: ['BAD_FILE', 'the disk is read-only', 'Save somewhere else.'],
  ENOENT: ['BAD_FILE', 'there is no such folder', 'Make the folder first, or end its name with a slash.'],
  ENOTDIR: ['BAD_FILE', 'a part of the path is a file', 'Check the path.'],
  EISDIR: ['BAD_FILE', 'it is a folder', 'Give a name for the file.'],
}

/** What went wrong with writing, in one line with the path. */
export const writeError = (cause: unknown, path: string): HfnError => {
  if (HfnError.is(cause)) return cause
  const [code, says, hint] = troubles[codeOf(cause)] ?? ['FILE_FAILED', String(cause), 'Save somewhere else.']
  return new HfnError(code, `Cannot write ${oneLine(path)}: ${says}`, { hint, cause })
}

/** The error of a name that is not free. */
export const taken = (path: string): HfnError =>
  new HfnError('BAD_FILE', `${oneLine(path)} exists already`, {
    hint: 'Give another name, or write over it with --force.',
  })
