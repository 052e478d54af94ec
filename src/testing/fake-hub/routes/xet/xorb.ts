import { createHash } from 'node:crypto'
import type { Content } from '../../content.ts'
import { chunkHead, headOf } from './chunk.ts'

/** Bytes of a chunk; the Hub's vary around this. */
const chunkSize = 65_536
/** Chunks of a xorb; the Hub's hold four times as many. */
const chunksPerXorb = 256

const xorbSize = chunkSize * chunksPerXorb

/** A run of chunks of a file's xorb. */
export interface Part {
  /** Of the xorb. */
  readonly hash: string
  /** Which xorb of the file it is. */
  readonly number: number
  /** `end` is behind the last. */
  readonly chunks: { readonly start: number; readonly end: number }
  /** Where they stand in the xorb; `end` is the last byte. */
  readonly bytes: { readonly start: number; readonly end: number }
  /** Bytes of the file in them. */
  readonly length: number
}

/** The chunks that hold the bytes from `start` up to, not including, `end` of a file, and how many bytes of the first come too early. */
export function partsOf(hash: string, content: Content, range: { start: number; end: number }): [Part[], number] {
  const parts: Part[] = []
  const first = Math.floor(range.start / chunkSize)
  for (let at = first * chunkSize; at < range.end;) {
    const number = Math.floor(at / xorbSize)
    const end = Math.min((number + 1) * xorbSize, Math.ceil(range.end / chunkSize) * chunkSize, content.size)
    const chunks = { start: (at / chunkSize) % chunksPerXorb, end: Math.ceil((end - number * xorbSize) / chunkSize) }
    const bytes = {
      start: chunks.start * (chunkHead + chunkSize),
      end: end - number * xorbSize + chunks.end * chunkHead - 1,
    }
    parts.push({ hash: xorbHash(hash, number), number, chunks, bytes, length: end - at })
    at = end
  }
  return [parts, range.start - first * chunkSize]
}

const xorbHash = (hash: string, number: number): string =>
  createHash('sha256').update(`${hash}:${number}`).digest('hex')

/** One xorb of a file, made as it is read. */
export function xorbOf(file: Content, number: number): Content {
  const from = number * xorbSize
  const length = Math.min(xorbSize, file.size - from)
  const size = length + Math.ceil(length / chunkSize) * chunkHead
  return {
    size,
    key: `xorb:${number}:${file.key}`,
    async *read(start, end) {
      for (let at = start; at < end;) {
        const chunk = Math.floor(at / (chunkHead + chunkSize))
        const within = at - chunk * (chunkHead + chunkSize)
        const head = headOf(Math.min(chunkSize, length - chunk * chunkSize))
        if (within < chunkHead) {
          const piece = head.subarray(within, within + end - at)
          at += piece.length
          yield piece
        } else {
          const offset = from + chunk * chunkSize + within - chunkHead
          const stop = Math.min(from + (chunk + 1) * chunkSize, from + length, offset + end - at)
          at += stop - offset
          yield* file.read(offset, stop)
        }
      }
    },
  }
}

/** Chunks one after another. */
export const joined = (chunks: readonly Uint8Array[], key: string): Content => ({
  size: chunks.reduce((sum, { length }) => sum + length, 0),
  key,
  *read(start, end) {
    let at = 0
    for (const chunk of chunks) {
      const piece = chunk.subarray(Math.max(0, start - at), Math.max(0, end - at))
      if (piece.length > 0) yield piece
      at += chunk.length
    }
  },
})
