import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { abortReason } from '../../core/abort.ts'

/** A content as the Hub knows it. */
export interface Content {
  readonly etag: string
  /** Bytes. */
  readonly size: number
}

/** Bytes read at a time. */
const block = 1024 * 1024

/** The hash that makes an etag of this length: SHA-256, or git's SHA-1 (`blob <size>`, a zero, the content). */
export const hasher = ({ etag, size }: Content): Hash =>
  etag.length === 64 ? createHash('sha256') : createHash('sha1').update(`blob ${size}\0`)

/** A file's bytes, in blocks. @throws the reason of the abort */
export async function* blocksOf(path: string, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  for await (const chunk of createReadStream(path, { highWaterMark: block })) {
    if (signal?.aborted === true) throw abortReason(signal)
    yield chunk
  }
}

/** Reads a file and gives its hash, made as the etag was; with 1 MiB of memory. @throws the reason of the abort */
export const hashFile = async (path: string, content: Content, signal?: AbortSignal): Promise<string> => {
  const hash = hasher(content)
  for await (const chunk of blocksOf(path, signal)) hash.update(chunk)
  return hash.digest('hex')
}

/** Copies a file to a new path, with the rights of any new file, and gives the hash of what was copied. */
export const copyHashed = async (from: string, to: string, content: Content): Promise<string> => {
  const hash = hasher(content)
  const handle = await open(to, 'wx')
  try {
    for await (const chunk of blocksOf(from)) {
      hash.update(chunk)
      await handle.writeFile(chunk)
    }
  } finally {
    await handle.close()
  }
  return hash.digest('hex')
}
