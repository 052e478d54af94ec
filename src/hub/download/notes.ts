import { open } from 'node:fs/promises'
import { etagOf, type TreeFile } from '../cache/contract.ts'
import { openPlain } from './open-plain.ts'
import { lengthOf, withSpan, type Span } from './span.ts'

/** What lies beside a partial file: which bytes of which content are there. */
interface Notes {
  readonly version: 1
  readonly etag: string
  readonly size: number
  readonly done: readonly (readonly [start: number, end: number])[]
}

/** Bytes notes may have; more are none of ours. */
const longest = 1024 * 1024

const isSpan =
  (size: number) =>
  (pair: unknown): pair is readonly [number, number] =>
    Array.isArray(pair) &&
    pair.length === 2 &&
    pair.every((place) => Number.isSafeInteger(place)) &&
    pair[0] >= 0 &&
    pair[0] < pair[1] &&
    pair[1] <= size

const readText = async (path: string): Promise<string> => {
  const handle = await open(path, 'r')
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(longest + 1), 0, longest + 1, 0)
    return bytesRead > longest ? '' : buffer.toString('utf8', 0, bytesRead)
  } finally {
    await handle.close()
  }
}

/** The bytes that are there of this content; none when the notes are missing, damaged or about another. */
export const readNotes = async (path: string, file: TreeFile): Promise<Span[]> => {
  try {
    const notes: unknown = JSON.parse(await readText(path))
    if (typeof notes !== 'object' || notes === null || !('version' in notes) || notes.version !== 1) return []
    if (!('etag' in notes) || notes.etag !== etagOf(file) || !('size' in notes) || notes.size !== file.size) return []
    if (!('done' in notes) || !Array.isArray(notes.done) || !notes.done.every(isSpan(file.size))) return []
    const spans = notes.done.map(([start, end]) => ({ start, end }))
    const joined = spans.reduce<Span[]>(withSpan, [])
    return lengthOf(joined) === lengthOf(spans) ? joined : []
  } catch {
    return []
  }
}

/** Bytes the notes are filled up to: they are written in one go, over the old ones, so that a process that is killed leaves these or those. */
const page = 4096

/** Writes down which bytes are there. */
export const writeNotes = async (path: string, file: TreeFile, done: readonly Span[]): Promise<void> => {
  const pairs = done.map(({ start, end }) => [start, end] as const)
  const text = JSON.stringify({ version: 1, etag: etagOf(file), size: file.size, done: pairs } satisfies Notes)
  const bytes = Buffer.from(text.padEnd(Math.ceil(text.length / page) * page))
  try {
    const handle = await openPlain(path)
    try {
      await handle.write(bytes, 0, bytes.length, 0)
      await handle.truncate(bytes.length)
    } finally {
      await handle.close()
    }
  } catch {
    // Without notes the next run begins anew, which is no reason to end this one.
  }
}
