import { constants } from 'node:fs'
import { copyFile, link, lstat, readFile, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { TreeFile } from './contract.ts'
import type { Enclosure } from './enclosure.ts'
import { absent, unless } from './file-failed.ts'
import { isXetHash } from './names.ts'
import { walk } from './walk.ts'

/** Contents that Python's client keeps once for all repos of a cache, below `blobs` (huggingface_hub's _shared_blobs.py). */
const storeOf = (cache: string): string => join(cache, 'blobs')

/** The file that makes a folder such a store, and what it says: the layout's version. */
const marker = { name: '.huggingface-shared-blobs', text: '1\n' }

const isStore = async (store: string): Promise<boolean> => {
  try {
    const [folder, mark] = await Promise.all([lstat(store), lstat(join(store, marker.name))])
    return folder.isDirectory() && mark.isFile() && (await readFile(join(store, marker.name), 'utf8')) === marker.text
  } catch {
    return false
  }
}

export const hasStore = (cache: string): Promise<boolean> => isStore(storeOf(cache))

/** Where the store keeps a content. */
const storedPath = (cache: string, xetHash: string): string => join(storeOf(cache), xetHash.slice(0, 2), xetHash)

/** The content of the store that a path is, if it is one. */
export const storedIn = (cache: string, path: string): string | undefined => {
  const hash = basename(path)
  return isXetHash(hash) && path === storedPath(cache, hash) ? path : undefined
}

export interface StoredFile {
  readonly path: string
  readonly size: number
  readonly names: number
  readonly inode: string
}

/** The contents of the store; none where there is no store. */
export async function* storedFiles(cache: string): AsyncGenerator<StoredFile> {
  const store = storeOf(cache)
  if (!(await isStore(store))) return
  for await (const { path: inner, isLink } of walk(store)) {
    const path = join(store, inner)
    if (isLink || storedIn(cache, path) === undefined) continue
    const found = await lstat(path).catch(unless(absent, undefined))
    if (found !== undefined) yield { path, size: found.size, names: found.nlink, inode: `${found.dev}:${found.ino}` }
  }
}

/** Where the store has a content whole; undefined when it has not. */
export const wholeStored = async (cache: string, { size, xetHash }: TreeFile): Promise<string | undefined> => {
  if (xetHash === undefined || !isXetHash(xetHash) || !(await isStore(storeOf(cache)))) return undefined
  const stored = storedPath(cache, xetHash)
  const found = await lstat(stored).catch(() => undefined)
  return found?.isFile() === true && found.size === size ? stored : undefined
}

/**
 * Gives a content of the store a second name as the repo's own blob, so that it stays when the store is swept, without the
 * store's lock and its lists; a copy where the disk has no second names. False when the store does not have it whole.
 */
export const takeStored = async (
  cache: string,
  file: TreeFile,
  blob: string,
  enclosure: Enclosure,
): Promise<boolean> => {
  const stored = await wholeStored(cache, file)
  if (stored === undefined) return false
  const aside = await enclosure.unfinished(basename(stored))
  try {
    await link(stored, aside).catch(() => copyFile(stored, aside, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE))
    await rename(aside, blob)
    return true
  } catch {
    // It can be downloaded just as well.
    return false
  } finally {
    await rm(aside, { force: true })
  }
}
