import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { HfnError } from '../../core/error.ts'
import { absent } from '../cache/file-failed.ts'
import { codeOf } from '../../core/system-error.ts'

/** Bytes a file of tokens may have. */
const largest = 1024 * 1024

/** What is in a file, and whether others than its owner may read it. */
export interface SecretFile {
  readonly bytes: Buffer
  readonly shared: boolean
}

const read = async (path: string): Promise<SecretFile | undefined> => {
  // A pipe of that name must not hold us up.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  try {
    const about = await file.stat()
    if (about.isCharacterDevice()) return undefined
    if (about.isFile() && about.size <= largest)
      return { bytes: await file.readFile(), shared: process.platform !== 'win32' && (about.mode & 0o077) !== 0 }
    throw new HfnError('BAD_FILE', `${path} is ${about.isFile() ? 'too large for' : 'no file with'} a token`, {
      hint: 'Move it away, then log in with hfn login.',
    })
  } finally {
    await file.close()
  }
}

/**
 * The content of a file, wherever a link of that name leads; undefined when there is none.
 * @throws BAD_FILE when it is no file, or one of more than 1 MiB; FILE_FAILED when it may not be read
 */
export const readSecretFile = async (path: string): Promise<SecretFile | undefined> => {
  try {
    return await read(path)
  } catch (cause) {
    if (HfnError.is(cause)) throw cause
    if (absent.includes(codeOf(cause))) return undefined
    throw new HfnError('FILE_FAILED', `Cannot read ${path}: ${codeOf(cause)}`, {
      hint: 'Check who owns it, point HF_HOME to a folder of yours, or give the token in HF_TOKEN.',
      cause,
    })
  }
}
