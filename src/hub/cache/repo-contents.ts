import { lstat, readdir, readFile, readlink, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { absent, unless } from './file-failed.ts'
import { isCommit, readFolderName, type CachedId } from './names.ts'
import { storedIn } from './shared-store.ts'
import { walk } from './walk.ts'

/** A content of a repo: a file in `blobs`, or one in a snapshot where there are no links. */
export interface Blob {
  readonly path: string
  readonly size: number
  /** Milliseconds since 1970. */
  readonly accessed: number
  readonly modified: number
  readonly changed: number
  /** Names the bytes have on this disk. */
  readonly names: number
  /** Device and number of the bytes. */
  readonly inode: string
  /** Where the store for all repos has the bytes, when `path` is a link to there. */
  readonly stored: string | undefined
}

export interface SnapshotContents {
  readonly commit: string
  readonly folder: string
  readonly refs: readonly string[]
  readonly files: number
  readonly blobs: ReadonlySet<Blob>
  /** Files whose content is gone. */
  readonly broken: readonly string[]
}

/** One repo's part of the cache, as it lies there. */
export interface RepoContents extends CachedId {
  readonly root: string
  readonly snapshots: readonly SnapshotContents[]
  /** All in `blobs` that is whole, whether a snapshot shows it or not. */
  readonly blobs: readonly Blob[]
  /** Paths of what is not whole, in `blobs`. */
  readonly unfinished: readonly string[]
}

/** Temporary files of Python's client among the refs. */
const temporary = /\.[0-9a-f]{8}\.tmp$/

const refsOf = async (root: string): Promise<ReadonlyMap<string, readonly string[]>> => {
  const refs = new Map<string, string[]>()
  for await (const { path } of walk(join(root, 'refs'))) {
    const commit = (await readFile(join(root, 'refs', path), 'utf8').catch(() => '')).trim()
    if (isCommit(commit) && !temporary.test(path)) refs.set(commit, [...(refs.get(commit) ?? []), path])
  }
  return refs
}

/** The content behind a name; undefined when there is none. */
const blobAt = async (cache: string, path: string): Promise<Blob | undefined> => {
  const [own, found] = await Promise.all([lstat(path), stat(path)]).catch(unless([...absent, 'ELOOP'], []))
  if (own === undefined || found?.isFile() !== true) return undefined
  const { size, atimeMs, mtimeMs, ctimeMs, nlink, dev, ino } = found
  return {
    path,
    size,
    accessed: atimeMs,
    modified: mtimeMs,
    changed: ctimeMs,
    names: nlink,
    inode: `${dev}:${ino}`,
    stored: own.isSymbolicLink() ? storedIn(cache, resolve(dirname(path), await readlink(path))) : undefined,
  }
}

const snapshotAt = async (
  folder: string,
  { cache, byPath, byInode }: { cache: string; byPath: ReadonlyMap<string, Blob>; byInode: ReadonlyMap<string, Blob> },
): Promise<Pick<SnapshotContents, 'files' | 'blobs' | 'broken'>> => {
  const blobs = new Set<Blob>()
  const broken: string[] = []
  let files = 0
  for await (const { path, isLink } of walk(folder)) {
    const own = join(folder, path)
    const target = isLink ? resolve(dirname(own), await readlink(own)) : own
    const there = byPath.get(target) ?? (await blobAt(cache, own))
    if (there === undefined) broken.push(path)
    else blobs.add(byInode.get(there.inode) ?? there)
    files++
  }
  return { files, blobs, broken }
}

/** Reads what the cache has of the repo in the folder; undefined when that is no folder of a repo. */
const readContents = async (cache: string, name: string): Promise<RepoContents | undefined> => {
  const id = readFolderName(name)
  const root = join(cache, name)
  const found = id === undefined ? undefined : await stat(root).catch(unless([...absent, 'ELOOP'], undefined))
  if (id === undefined || found?.isDirectory() !== true) return undefined
  const names = await readdir(join(root, 'blobs')).catch(unless(absent, []))
  const isUnfinished = (one: string): boolean => one.includes('.incomplete')
  const unfinished = names.filter(isUnfinished).map((one) => join(root, 'blobs', one))
  const byPath = new Map<string, Blob>()
  for (const one of names) {
    const path = join(root, 'blobs', one)
    const blob = isUnfinished(one) ? undefined : await blobAt(cache, path)
    if (blob !== undefined) byPath.set(path, blob)
  }
  const byInode = new Map(
    [...byPath.values()].filter(({ stored }) => stored === undefined).map((blob) => [blob.inode, blob]),
  )
  const refs = await refsOf(root)
  const snapshots: SnapshotContents[] = []
  for (const entry of await readdir(join(root, 'snapshots'), { withFileTypes: true }).catch(unless(absent, []))) {
    if (!entry.isDirectory() || !isCommit(entry.name)) continue
    const place = join(root, 'snapshots', entry.name)
    const contents = await snapshotAt(place, { cache, byPath, byInode })
    snapshots.push({ commit: entry.name, folder: place, refs: refs.get(entry.name) ?? [], ...contents })
  }
  return { ...id, root, snapshots, blobs: [...byPath.values()], unfinished }
}

/** Reads one repo's part after the other. */
export async function* contentsOf(cache: string): AsyncGenerator<RepoContents> {
  const names = await readdir(cache).catch(unless(absent, []))
  for (const name of names) {
    const contents = await readContents(cache, name)
    if (contents !== undefined) yield contents
  }
}
