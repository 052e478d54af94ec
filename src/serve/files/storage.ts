/** Bytes `start` to `end`, both included. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

/** Content that was taken in. */
export interface StoredContent {
  readonly size: number
  read(range?: ByteRange): AsyncIterable<Uint8Array>
  remove(): Promise<void>
}

/** One file of an upload. */
export interface UploadPart {
  readonly name: string
  readonly content: AsyncIterable<Uint8Array>
}

/** Where the bytes of files are kept; it knows nothing of names and paths. */
export interface FileStorage {
  /** The files in the multipart field `files` of an upload; each must be read before the next is asked for. */
  parts(request: Request): AsyncIterable<UploadPart>
  /** Takes content in; TOO_LARGE above `limit` bytes, and then nothing is kept. */
  write(content: AsyncIterable<Uint8Array>, limit: number): Promise<StoredContent>
  /** The content of a local file, for functions that answer with a `file:` URL; absent where there is no disk. */
  open?(url: URL): AsyncIterable<Uint8Array>
  /** Removes all it keeps. */
  close(): Promise<void>
}

/** Files one upload may bring, as Gradio allows. */
export const uploadLimit = 1_000
