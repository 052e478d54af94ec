import type { Answer } from '../../core/http.ts'
import type { Filling } from './filling.ts'
import { speedWatch } from './speed-watch.ts'
import type { Span } from './span.ts'
import { endedEarly, mendable } from './trouble.ts'

/** Bytes, and pieces, that are written at once. */
const batchBytes = 256 * 1024
const batchPieces = 64

/** Writes the body to where the span is, one batch while the next one comes; `reached` is told how far it is on the disk. */
export const receive = async (
  answer: Answer,
  { job, file, partial, signal }: Filling,
  span: Span,
  reached: (end: number) => void,
): Promise<void> => {
  const watch = speedWatch(answer, job.timeouts.idle)
  let at = span.start
  let batch: Uint8Array[] = []
  let size = 0
  let writing: Promise<void> = Promise.resolve()

  const flush = async (): Promise<void> => {
    await writing
    if (size === 0) return
    const [bytes, position] = [batch, at]
    at += size
    const end = at
    batch = []
    size = 0
    writing = partial.write(bytes, position).then(() => reached(end))
    // Its failure is thrown where the next batch waits for it.
    writing.catch(() => {})
  }

  const read = async (): Promise<void> => {
    for await (const chunk of answer.chunks()) {
      const left = span.end - at - size
      // More than was asked for: a server that does not stop must not be listened to.
      if (left === 0) return
      const piece = chunk.length > left ? chunk.subarray(0, left) : chunk
      batch.push(piece)
      size += piece.length
      job.progress.receive(piece.length)
      if (size >= batchBytes || batch.length >= batchPieces) await flush()
      watch(piece.length)
    }
  }

  let failure: unknown
  try {
    await read()
  } catch (cause) {
    failure = mendable(cause, signal, 'BAD_ANSWER')
  }
  // What came before a failure is kept.
  await flush()
  await writing
  if (at < span.end) throw failure ?? endedEarly(file, at)
}
