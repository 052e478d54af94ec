import type { WireFile } from '../wire/file-data.ts'

/** What an app has been sent already, by the file's path, size and time of change. */
export interface UploadCache {
  get(key: string): WireFile | undefined
  set(key: string, file: WireFile): void
  /** The app does not know the file at `path` of its disk any more; without a path, none of them. */
  forget(path?: string): void
}

/** Keeps the `limit` files used last. */
export const createUploadCache = (limit = 1_000): UploadCache => {
  const files = new Map<string, WireFile>()
  const set = (key: string, file: WireFile): void => {
    files.delete(key)
    files.set(key, file)
    const oldest = files.keys().next()
    if (files.size > limit && oldest.done !== true) files.delete(oldest.value)
  }
  return {
    get: (key) => {
      const file = files.get(key)
      if (file !== undefined) set(key, file)
      return file
    },
    set,
    forget: (path) => {
      for (const [key, file] of files) if (path === undefined || file.path === path) files.delete(key)
    },
  }
}
