import { stat } from 'node:fs/promises'
import type { CachedId } from './names.ts'
import { contentsOf, type Blob, type RepoContents, type SnapshotContents } from './repo-contents.ts'
import { storedFiles } from './shared-store.ts'

/** A number of files, and the bytes they take together. */
export interface Counted {
  readonly files: number
  readonly bytes: number
}

export interface CachedRevision {
  readonly commit: string
  /** Branches, tags and pull requests that led to it last time. */
  readonly refs: readonly string[]
  readonly folder: string
  /** Bytes of its contents; what other revisions hold too counts fully. */
  readonly size: number
  readonly files: number
  /** Milliseconds since 1970. */
  readonly lastModified: number
  /** Files whose content is gone. */
  readonly broken: number
}

export interface CachedRepo extends CachedId {
  readonly folder: string
  /** Bytes of its contents, each once; what is shared with other repos counts fully, what is unfinished not. */
  readonly size: number
  /** Contents. */
  readonly files: number
  /** Milliseconds since 1970. */
  readonly lastAccessed: number
  readonly lastModified: number
  readonly revisions: readonly CachedRevision[]
  /** Contents that no revision shows. */
  readonly detached: Counted
  /** Downloads that were not completed, or are under way. */
  readonly unfinished: Counted
}

export interface CacheScan {
  readonly folder: string
  readonly repos: readonly CachedRepo[]
  /** Bytes on the disk: what repos share counts once, what is unfinished not. */
  readonly size: number
}

const sum = (blobs: Iterable<Blob>): number => [...blobs].reduce((total, { size }) => total + size, 0)

const latest = (times: Iterable<number>): number => [...times].reduce((one, other) => Math.max(one, other), 0)

const counted = (blobs: readonly Blob[]): Counted => ({ files: blobs.length, bytes: sum(blobs) })

const revisionOf = async ({
  commit,
  refs,
  folder,
  files,
  blobs,
  broken,
}: SnapshotContents): Promise<CachedRevision> => ({
  commit,
  refs: refs.toSorted(),
  folder,
  size: sum(blobs),
  files,
  lastModified: blobs.size === 0 ? (await stat(folder)).mtimeMs : latest([...blobs].map(({ modified }) => modified)),
  broken: broken.length,
})

/** All contents of a repo, each once. */
const allBlobs = ({ blobs, snapshots }: RepoContents): ReadonlySet<Blob> =>
  new Set([...blobs, ...snapshots.flatMap((snapshot) => [...snapshot.blobs])])

const bytesOf = async (paths: readonly string[]): Promise<number> => {
  let bytes = 0
  for (const path of paths) {
    const found = await stat(path).catch(() => undefined)
    bytes += found === undefined ? 0 : Math.min(found.size, found.blocks * 512)
  }
  return bytes
}

const repoOf = async (contents: RepoContents): Promise<CachedRepo> => {
  const { type, id, root, snapshots, blobs, unfinished } = contents
  const all = allBlobs(contents)
  const shown = new Set(snapshots.flatMap((snapshot) => [...snapshot.blobs]))
  const revisions: CachedRevision[] = []
  for (const snapshot of snapshots) revisions.push(await revisionOf(snapshot))
  return {
    type,
    id,
    folder: root,
    size: sum(all),
    files: all.size,
    lastAccessed: latest([...all].map(({ accessed }) => accessed)),
    lastModified: latest([...[...all].map(({ modified }) => modified), ...revisions.map((one) => one.lastModified)]),
    revisions,
    detached: counted(blobs.filter((blob) => !shown.has(blob))),
    unfinished: { files: unfinished.length, bytes: await bytesOf(unfinished) },
  }
}

/**
 * What lies in a cache, ours or Python's: one repo is read after the other, files that are none of a repo are passed over,
 * and damage is counted rather than an error. Nothing when there is no such folder.
 */
export const scanCache = async (folder: string): Promise<CacheScan> => {
  const repos: CachedRepo[] = []
  const inodes = new Set<string>()
  let size = 0
  const count = ({ names, inode, size: bytes }: Pick<Blob, 'names' | 'inode' | 'size'>): void => {
    if (inodes.has(inode)) return
    // Only bytes with several names can be met again.
    if (names > 1) inodes.add(inode)
    size += bytes
  }
  for await (const stored of storedFiles(folder)) count(stored)
  for await (const contents of contentsOf(folder)) {
    repos.push(await repoOf(contents))
    for (const blob of allBlobs(contents)) if (blob.stored === undefined) count(blob)
  }
  return { folder, repos, size }
}
