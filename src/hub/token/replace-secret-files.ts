import { randomUUID } from 'node:crypto'
import { open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { HfnError } from '../../core/error.ts'
import { absent, fileFailed, unless } from '../cache/file-failed.ts'

/** Files that are being written; one without its process is waste. */
export const isTemporary = (name: string): boolean => /^\.hfn-[0-9a-f-]{36}\.tmp$/.test(name)

/** A device, a pipe or a folder of that name must not be replaced: HF_TOKEN_PATH may well be /dev/null. */
const refuseOthers = async (path: string): Promise<void> => {
  const about = await stat(path).catch(unless(absent, undefined))
  if (about === undefined || about.isFile()) return
  throw new HfnError('BAD_FILE', `${path} is no file that a token can be kept in`, {
    hint: 'Move it away, or let HF_TOKEN_PATH name a file.',
  })
}

/** Written beside its place, with its permissions from the first moment on. */
const writeBeside = async (path: string, text: string): Promise<string> => {
  const temporary = join(dirname(path), `.hfn-${randomUUID()}.tmp`)
  const file = await open(temporary, 'wx', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  return temporary
}

/**
 * Replaces files, each as a whole, for their owner only; undefined removes one. A link of that name is replaced, not followed.
 * @param check asked when all is written and nothing replaced; false leaves everything as it is
 * @throws BAD_FILE when there is something else of that name; FILE_FAILED
 */
export const replaceSecretFiles = async (
  files: ReadonlyMap<string, string | undefined>,
  check: () => Promise<boolean>,
): Promise<boolean> => {
  const written = new Map<string, string>()
  let at = ''
  try {
    for (const [path, text] of files) {
      at = path
      await refuseOthers(path)
      if (text !== undefined) written.set(path, await writeBeside(path, text))
    }
    if (!(await check())) return false
    for (const path of files.keys()) {
      at = path
      const temporary = written.get(path)
      await (temporary === undefined ? rm(path, { force: true }) : rename(temporary, path))
      written.delete(path)
    }
    return true
  } catch (cause) {
    throw fileFailed(cause, at)
  } finally {
    await Promise.all([...written.values()].map((path) => rm(path, { force: true })))
  }
}
