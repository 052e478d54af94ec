/** Bytes `start` to `end`, both included. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

/** A file that was taken in. */
export interface StoredFile {
  /** What callers name it by, `hfn/<32 hexadecimal digits>/<name>`: nobody can guess it, and it says nothing of the machine. */
  readonly path: string
  readonly name: string
  /** Bytes. */
  readonly size: number
  read(range?: ByteRange): AsyncIterable<Uint8Array>
}

/** What an app allows its storage. */
export interface StorageRules {
  /** Bytes one file may have. */
  readonly maxFileSize: number
  /** Bytes all files may have together; the longest unused go first. */
  readonly quota: number
  /** Milliseconds a file is kept after its last use. */
  readonly keep: number
  /** Is a file at work or being read? Then it stays. */
  readonly inUse: (path: string) => boolean
}

/** Where files are kept, each under a plain name (one part, printable, at most 200 bytes). */
export interface FileStorage {
  /** True where other processes see the same files. */
  readonly shared?: boolean | undefined
  /** Takes a file in: TOO_LARGE above the size allowed, FILE_FAILED (507) when there is no room, and then nothing of it is kept. */
  write(name: string, content: AsyncIterable<Uint8Array>, rules: StorageRules): Promise<StoredFile>
  /** The file of this path, which counts as a use; undefined for any other text. */
  find(path: string): Promise<StoredFile | undefined>
  remove(path: string): Promise<void>
  /** Removes what is too old or too much. */
  tidy(rules: StorageRules): Promise<void>
  /** Lets go of everything; what is not meant to outlive the app is removed. */
  close(): Promise<void>
}

/** Files one upload may bring, as Gradio allows. */
export const uploadLimit = 1_000

/** Files kept at once; beyond, the longest unused go. */
export const fileLimit = 10_000
