import type { FileHandle } from 'node:fs/promises'

/** One file of a commit, as the Hub's tree tells of it. */
export interface TreeFile {
  /** Checked: it cannot lead out of a folder. */
  readonly path: string
  /** Bytes of the content. */
  readonly size: number
  /** git's SHA-1 of the file as it lies in git: of the content, or of the pointer when `sha256` is there. */
  readonly blobId: string
  /** SHA-256 of the content of a large file. */
  readonly sha256?: string | undefined
  readonly xetHash?: string | undefined
}

/** What the cache calls the content: the ETag of its download. */
export const etagOf = ({ sha256, blobId }: TreeFile): string => sha256 ?? blobId

/** The files of one commit. */
export interface Tree {
  readonly commit: string
  readonly files: readonly TreeFile[]
}

/** A place for the bytes of one content until they are all there and right; no other process writes to it meanwhile. */
export interface Partial {
  /** The file the bytes are written to; it may hold bytes of an earlier run. */
  readonly path: string
  /** Beside it: what is known of those bytes, for a later run. It may be missing while there are bytes. */
  readonly notes: string
  /** The file, open to read and write, when it was made just now and is empty; closed at the latest when the place is released. */
  readonly handle?: FileHandle | undefined
  /** As `begin` was asked. */
  readonly force: boolean
  /** Gives the place up; its files stay for a later run, unless the bytes were `moved` to where they belong. */
  release(moved?: boolean): Promise<void>
}

interface BeginOptions {
  readonly signal?: AbortSignal | undefined
  /** Fetch it anew: a complete file that is there already is no reason to give its path; `publish` then takes its place. */
  readonly force?: boolean | undefined
}

/** Where downloaded files go: the shared cache, or a folder of the user's. One for each repo and commit. */
export interface Destination {
  /** The path of the complete file, undefined when it has to be fetched. */
  find(file: TreeFile): Promise<string | undefined>
  /** The same, but changes nothing on the disk: a content that is there is not shown under the file's name yet. */
  look(file: TreeFile): Promise<string | undefined>
  /** True when nothing lies there that a file could be found in. */
  isBare(): Promise<boolean>
  /**
   * A place for the file's bytes, or the path of the file when another process completed it while we waited for it.
   * @throws FILE_FAILED when nothing can be written there
   */
  begin(file: TreeFile, options: BeginOptions): Promise<Partial | string>
  /** Bytes on the disk of a place that an earlier run gave up; 0 when there is none. Claims nothing. */
  kept(file: TreeFile): Promise<number>
  /** Moves complete and verified bytes to where they belong, releases the place and gives the file's path. */
  publish(partial: Partial, file: TreeFile): Promise<string>
  /** The folder that holds the files under their names. */
  readonly folder: string
  /** True when a content is kept once, whatever names it has. */
  readonly keepsOnce: boolean
}

/** The part of the cache that belongs to one repo. */
export interface RepoCache {
  /** `<cache>/models--owner--name`. */
  readonly folder: string
  /** The commit a branch, tag or commit's name led to last time. */
  commitOf(revision: string): Promise<string | undefined>
  setCommit(revision: string, commit: string): Promise<void>
  /** The files of a commit, when a run before noted them. */
  tree(commit: string): Promise<Tree | undefined>
  setTree(tree: Tree): Promise<void>
  /** The path of a file of a commit, when it lies there complete. */
  find(commit: string, path: string): Promise<string | undefined>
  /** Notes that a commit has no such file (`.no_exist`). */
  setMissing(commit: string, path: string): Promise<void>
  isMissing(commit: string, path: string): Promise<boolean>
  /** Where the files of a commit go. */
  destination(commit: string): Destination
}
