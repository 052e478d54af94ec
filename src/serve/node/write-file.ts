import { open } from 'node:fs/promises'

/** Bytes written at a time: each write is a trip to another thread and back. */
const blockSize = 512 * 1024

/** The content in full blocks, the last one excepted; each may be used until the next but one is asked for. */
async function* blocksOf(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let block = new Uint8Array(blockSize)
  let other: Uint8Array<ArrayBuffer> | undefined
  let filled = 0
  for await (const chunk of content) {
    for (let at = 0; at < chunk.length;) {
      const piece = chunk.subarray(at, at + blockSize - filled)
      // Copied, because whoever gives the content may use the chunk again.
      block.set(piece, filled)
      filled += piece.length
      at += piece.length
      if (filled < blockSize) continue
      yield block
      ;[block, other] = [other ?? new Uint8Array(blockSize), block]
      filled = 0
    }
  }
  if (filled > 0) yield block.subarray(0, filled)
}

/** Writes a file nobody else may read; it is closed in any case. While one block is written, the next one comes in. */
export const writeNew = async (path: string, content: AsyncIterable<Uint8Array>): Promise<void> => {
  const file = await open(path, 'wx', 0o600)
  let writing: Promise<void> | undefined
  try {
    for await (const block of blocksOf(content)) {
      await writing
      writing = file.appendFile(block)
      // Who waits for it next is told of its failure.
      writing.catch(() => {})
    }
    await writing
  } finally {
    await writing?.catch(() => {})
    await file.close()
  }
}
