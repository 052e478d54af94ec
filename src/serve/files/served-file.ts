import type { ByteRange } from './storage.ts'

/** A file callers may fetch: one they sent, one a function answered with, or one in a folder that is open to all. */
export interface ServedFile {
  /** What callers name it by. */
  readonly path: string
  readonly name: string
  readonly type: string | undefined
  readonly size: number | undefined
  /** False when only the whole content can be had. */
  readonly ranges: boolean
  read(range?: ByteRange): AsyncIterable<Uint8Array>
}

/** Content that is kept elsewhere, under a name of its choice. */
export type Handed = Pick<ServedFile, 'name' | 'size' | 'read'>
