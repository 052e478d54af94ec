import { setTimeout as sleep } from 'node:timers/promises'

/** Pieces a second a slow body is sent in. */
const steps = 50

/** Bytes at this speed, in small pieces. */
export async function* throttled(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  { bytesPerSecond, signal }: { readonly bytesPerSecond: number; readonly signal: AbortSignal },
): AsyncIterable<Uint8Array> {
  const step = Math.max(1, Math.ceil(bytesPerSecond / steps))
  const begin = performance.now()
  let sent = 0
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += step) {
      const due = begin + (sent / bytesPerSecond) * 1_000 - performance.now()
      if (due > 1) await sleep(due, undefined, { signal })
      const piece = chunk.subarray(at, at + step)
      sent += piece.length
      yield piece
    }
  }
}
