import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { abortReason } from '../../core/abort.ts'
import type { Due, Item } from './contract.ts'
import { readingError } from './trouble.ts'

/** Told of every piece that was read. */
export interface Reading {
  readonly signal: AbortSignal
  readonly onBytes?: ((bytes: number) => void) | undefined
}

/** A part of a file's bytes, as they come; default all. */
export async function* bytesOf({ content }: Item, length?: number): AsyncGenerator<Uint8Array> {
  if (content instanceof Blob) return yield* length === undefined ? content.stream() : content.slice(0, length).stream()
  const file = fileURLToPath(content)
  try {
    yield* createReadStream(file, length === undefined ? {} : { end: length - 1 })
  } catch (cause) {
    throw readingError(cause, file)
  }
}

const digest = async (hash: Hash, item: Item, { signal, onBytes }: Reading): Promise<string> => {
  for await (const piece of bytesOf(item)) {
    if (signal.aborted) throw abortReason(signal)
    hash.update(piece)
    onBytes?.(piece.length)
  }
  return hash.digest('hex')
}

/** git's name for content (its `hash-object`). */
export const gitId = (content: string | Uint8Array): string => {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
}

/** git's name for the pointer that stands for a large file (git-lfs, `docs/spec.md`). */
const pointerId = (sha256: string, size: number): string =>
  gitId(`version https://git-lfs.github.com/spec/v1\noid sha256:${sha256}\nsize ${size}\n`)

/** True when the repo's file of this id has the item's content; a large file's id is its SHA-256, or that of its pointer. */
export const isSame = async (item: Due, id: string, reading: Reading): Promise<boolean> => {
  if (item.mode === 'regular')
    return (await digest(createHash('sha1').update(`blob ${item.size}\0`), item, reading)) === id
  const sha256 = await digest(createHash('sha256'), item, reading)
  return id === sha256 || id === pointerId(sha256, item.size)
}
