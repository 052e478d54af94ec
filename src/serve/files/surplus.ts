import { fileLimit, type StorageRules } from './storage.ts'

/** What is known of a stored file when it is decided what goes. */
export interface Kept {
  readonly path: string
  readonly size: number
  /** Files of one key share their bytes. */
  readonly key: string
  /** When it was last used, in milliseconds since 1970. */
  readonly used: number
}

/** Part of what is allowed that is left after files had to go, so that this need not be done for each new one. */
const low = 0.9

/** Bytes the files have together; what is shared counts once. */
export const bytesOf = (files: readonly Kept[]): number => {
  let size = 0
  for (const each of new Map(files.map((file) => [file.key, file])).values()) size += each.size
  return size
}

interface Now {
  readonly now: number
  /** Bytes on their way in. */
  readonly coming: number
  /** Milliseconds for which a use by another process protects a file from the quota. */
  readonly fresh: number
}

/** The files that have to go: those unused for too long, and the longest unused while there are too many or too large ones. */
export const surplus = (files: readonly Kept[], rules: StorageRules, { now, coming, fresh }: Now): Kept[] => {
  const shares = new Map<string, number>()
  for (const { key } of files) shares.set(key, (shares.get(key) ?? 0) + 1)
  let size = bytesOf(files) + coming
  let count = files.length
  const isOver = size > rules.quota || count > fileLimit
  const isTooMuch = (): boolean => isOver && (size > rules.quota * low || count > fileLimit * low)
  return files
    .toSorted((a, b) => a.used - b.used)
    .filter((file) => {
      const age = now - file.used
      if (rules.inUse(file.path) || !(age > rules.keep || (age >= fresh && isTooMuch()))) return false
      const left = (shares.get(file.key) ?? 1) - 1
      shares.set(file.key, left)
      if (left === 0) size -= file.size
      count -= 1
      return true
    })
}
