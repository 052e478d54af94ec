import type { HfnError } from '../../core/error.ts'
import type { Options } from '../../core/options.ts'

export interface DownloadOptions extends Options {
  /** Names of files; default: all that `include` and `exclude` leave. A name with `/` at its end is a folder. */
  readonly files?: readonly string[] | undefined
  /** Only files one of these patterns fits, as Python's fnmatch has them: `*` any text, `?` a letter, `[a-z]`, `[!a-z]`. */
  readonly include?: string | readonly string[] | undefined
  readonly exclude?: string | readonly string[] | undefined
  /** Branch, tag, commit or `refs/pr/1`; default what the repo says, else `main`. */
  readonly revision?: string | undefined
  /** Puts the files into this folder instead of the cache. */
  readonly folder?: string | undefined
  /** Folder of the cache; default the client's. */
  readonly cache?: string | undefined
  /** Fetches what is there already, too. */
  readonly force?: boolean | undefined
  /** Fetches nothing; says what would be. */
  readonly dryRun?: boolean | undefined
  /** Connections at once, 1 to 128; default 64. */
  readonly concurrency?: number | undefined
  /** Told where the download stands, at most ten times a second, and once at its end. */
  readonly onProgress?: ((progress: TransferProgress) => void) | undefined
}

export interface TransferProgress {
  readonly files: { readonly done: number; readonly total: number; readonly failed: number }
  /** `resumed` of `done` were there from an earlier run. */
  readonly bytes: { readonly done: number; readonly total: number; readonly resumed: number }
  /** Bytes a second, of late. */
  readonly speed: number
  /** Seconds that are left at this speed; undefined while nobody can tell. */
  readonly eta: number | undefined
  /** Files that are being fetched. */
  readonly active: readonly string[]
}

export interface DownloadedFile {
  /** Its name in the repo. */
  readonly path: string
  /** Bytes. */
  readonly size: number
  /** Where it is on this machine; undefined when a dry run found it missing. */
  readonly local: string | undefined
  /** False when it was there already. */
  readonly fetched: boolean
}

export interface Download {
  /** The commit the files belong to. */
  readonly commit: string
  /** The folder that holds the files under their names. */
  readonly folder: string
  /** The file, when one was asked for by name, else the folder. */
  readonly path: string
  readonly files: readonly DownloadedFile[]
  /** Bytes that came over the network, or would have to in a dry run. */
  readonly bytes: number
}

/** A file that could not be had. */
export interface FailedFile {
  readonly path: string
  readonly error: HfnError
}
