import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { abortReason } from '../../core/abort.ts'
import { hashFile, type Content } from './content-hash.ts'
import { absent, unless } from './file-failed.ts'
import { walk } from './walk.ts'

/** Files that are read at once. */
const readers = 2

/** A file that is to be there, and its content. */
export interface Expected extends Content {
  readonly path: string
}

export interface VerifyOptions {
  readonly signal?: AbortSignal | undefined
  /** Told of each file before it is read. */
  readonly onFile?: ((file: Expected) => void) | undefined
}

interface Corrupt {
  readonly path: string
  /** The hash it should have. */
  readonly expected: string
  /** The hash it has; undefined when its size is wrong already. */
  readonly actual: string | undefined
  /** Bytes it has. */
  readonly size: number
}

export interface Verified {
  readonly folder: string
  /** Files read, and their bytes. */
  readonly checked: number
  readonly bytes: number
  readonly corrupt: readonly Corrupt[]
  readonly missing: readonly string[]
  /** Files that belong to nothing. */
  readonly extra: readonly string[]
}

/** Not of the repo: notes of downloads, and git's own. */
const isForeign = (path: string): boolean => /^(?:\.cache\/huggingface|\.git)\//.test(path)

const byName = (one: string, other: string): number => (one < other ? -1 : 1)

/** Reads every expected file of a folder and compares its hash, two at a time. @throws the reason of the abort */
export const verifyFolder = async (
  folder: string,
  expected: readonly Expected[],
  { signal, onFile }: VerifyOptions = {},
): Promise<Verified> => {
  const corrupt: Corrupt[] = []
  const missing: string[] = []
  let checked = 0
  let bytes = 0
  const check = async (file: Expected): Promise<void> => {
    if (signal?.aborted === true) throw abortReason(signal)
    const path = join(folder, file.path)
    const found = await stat(path).catch(unless([...absent, 'ELOOP'], undefined))
    if (found?.isFile() !== true) return void missing.push(file.path)
    onFile?.(file)
    const { size } = found
    const actual = size === file.size ? await hashFile(path, file, signal) : undefined
    if (actual !== file.etag) corrupt.push({ path: file.path, expected: file.etag, actual, size })
    checked++
    bytes += actual === undefined ? 0 : size
  }
  const queue = expected.values()
  const read = async (): Promise<void> => {
    for (const file of queue) await check(file)
  }
  await Promise.all(Array.from({ length: readers }, read))
  const known = new Set(expected.map(({ path }) => path))
  const extra: string[] = []
  for await (const { path } of walk(folder)) if (!known.has(path) && !isForeign(path)) extra.push(path)
  return {
    folder,
    checked,
    bytes,
    corrupt: corrupt.toSorted((one, other) => byName(one.path, other.path)),
    missing: missing.toSorted(byName),
    extra: extra.toSorted(byName),
  }
}
