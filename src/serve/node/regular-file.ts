import { constants } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { HfnError } from '../../core/error.ts'
import type { ByteRange } from '../files/storage.ts'

/** Bytes read from disk at a time. */
const readSize = 256 * 1024

/** Opening a pipe that took a file's place must not wait for its other end; Windows has no such word. */
const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

const irregular = (): HfnError => new HfnError('BAD_FILE', 'Only regular files can be read')

/** The content of a regular file, whole or in part; BAD_FILE for folders, pipes and devices, which are not even opened. */
export async function* readRegular(path: string | URL, range?: ByteRange): AsyncGenerator<Uint8Array> {
  if (!(await stat(path)).isFile()) throw irregular()
  const file = await open(path, flags)
  try {
    if (!(await file.stat()).isFile()) throw irregular()
    yield* file.createReadStream({ ...range, highWaterMark: readSize, autoClose: false })
  } finally {
    await file.close()
  }
}
