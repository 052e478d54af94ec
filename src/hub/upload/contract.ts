import type { Options } from '../../core/options.ts'
import type { Repo } from '../reference.ts'

/** A file to be, and what it holds. */
export interface UploadFile {
  /** Its name in the repo: `data/train.csv`. */
  readonly path: string
  /** Bytes, or text. */
  readonly content: Blob | Uint8Array<ArrayBuffer> | string
}

/** What is uploaded: the path of a file or a folder, a Blob (with `path`), or files made here. */
export type UploadSource = string | Blob | readonly UploadFile[]

export interface UploadOptions extends Options {
  /** Where it goes in the repo: of a file its name, default its own; of a folder and of a list the folder, default the root. */
  readonly path?: string | undefined
  /** Only files one of these patterns fits, as Python's fnmatch has them: `*` any text, `?` a letter, `[a-z]`, `[!a-z]`. */
  readonly include?: string | readonly string[] | undefined
  readonly exclude?: string | readonly string[] | undefined
  /** Files of the repo, below `path`, that go in the same commit unless they are uploaded; patterns as above. */
  readonly delete?: string | readonly string[] | undefined
  /** First line of the commit. */
  readonly message?: string | undefined
  /** The lines below it. */
  readonly description?: string | undefined
  /** Branch, or `refs/pr/1`; default what the repo says, else `main`. A branch that is missing is made. */
  readonly revision?: string | undefined
  /** Opens a pull request instead of changing the branch. */
  readonly createPullRequest?: boolean | undefined
  /** False: a repo that is missing is an error. Default: it is made. */
  readonly create?: boolean | undefined
  /** A repo that is made is private. */
  readonly private?: boolean | undefined
  /** A Space that is made runs on this; default gradio, and its README may say otherwise. */
  readonly sdk?: string | undefined
  readonly onProgress?: ((progress: UploadProgress) => void) | undefined
}

export interface UploadProgress {
  readonly phase: 'hashing' | 'uploading' | 'committing'
  /** The file worked on; none while it commits. */
  readonly path?: string | undefined
  /** Bytes of the whole upload that are through this phase; what need not be sent counts as sent. */
  readonly done: number
  readonly total: number
}

export interface Committed {
  /** The commit's id. */
  readonly id: string
  readonly url: string
}

export interface Upload {
  /** Oldest first; none when nothing had to change. */
  readonly commits: readonly Committed[]
  /** Address of the pull request that was opened. */
  readonly pullRequest?: string | undefined
  /** The page of what was uploaded. */
  readonly url: string
  /** Files that were sent. */
  readonly sent: number
  /** Files that were there already, or that the repo ignores. */
  readonly skipped: number
  /** Files that were deleted. */
  readonly deleted: number
  /** Bytes of the files that were sent. */
  readonly bytes: number
}

/** A file on its way, its content not read yet. */
export interface Item {
  /** Its name in the repo. */
  readonly path: string
  /** Bytes. */
  readonly size: number
  /** A file of this machine, or what memory holds. */
  readonly content: URL | Blob
  /** When a file of this machine was last written, in milliseconds since 1970. */
  readonly written?: number | undefined
}

/** How the Hub wants a file: in git, or as a large one. */
export type Mode = 'regular' | 'lfs'

/** A file that has to be sent. */
export interface Due extends Item {
  readonly mode: Mode
}

/** Where commits go. */
export interface Target {
  readonly repo: Repo
  readonly revision: string
  /** The commit the branch is at. */
  readonly head: string | undefined
  readonly createPullRequest: boolean
}

/** What one commit is made of. */
export interface Change {
  readonly files: readonly Due[]
  readonly deleted: readonly string[]
  readonly message: string
  readonly description: string | undefined
}

export const listOf = (patterns: string | readonly string[] | undefined): readonly string[] =>
  patterns === undefined ? [] : typeof patterns === 'string' ? [patterns] : patterns
