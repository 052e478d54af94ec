import { HfnError } from '../../core/error.ts'
import { oneLine } from '../../core/secret.ts'
import { codeOf } from '../../core/system-error.ts'

/** Why a file of this machine cannot be read. */
export const readingError = (cause: unknown, file: string): HfnError => {
  const code = codeOf(cause)
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new HfnError('NO_SUCH_FILE', `There is no file ${file}`, { hint: 'Check the path.', cause })
  return new HfnError('FILE_FAILED', `${file} cannot be read: ${code || oneLine(String(cause))}`, {
    hint: 'Check its permissions.',
    cause,
  })
}

/** What the library means that sends files; it rejects with errors of several kinds, and with texts. */
export const sendingError = (cause: unknown): HfnError => {
  if (HfnError.is(cause)) return cause
  const text = oneLine(cause instanceof Error ? cause.message : String(cause))
  if (codeOf(cause) !== '')
    return new HfnError('FILE_FAILED', `A file cannot be read any more: ${text}`, {
      hint: 'Upload again when nothing else writes there; what arrived is not sent twice.',
      cause,
    })
  return new HfnError('BAD_ANSWER', `The Hub and hfn do not understand each other: ${text}`, {
    hint: 'Try again; what arrived is not sent twice.',
    cause,
  })
}
