import { join } from '../../core/body.ts'
import { HfnError } from '../../core/error.ts'

export const tooLarge = (limit: number): HfnError =>
  new HfnError('TOO_LARGE', `The file has more than ${limit} bytes`, { hint: 'Send a smaller file.', status: 413 })

export const noRoom = (cause?: unknown): HfnError =>
  new HfnError('FILE_FAILED', 'There is no room for the file', { hint: 'Try again later.', status: 507, cause })

/** The content as it comes; TOO_LARGE when there is more than `limit`. */
export async function* limited(content: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<Uint8Array> {
  let size = 0
  for await (const chunk of content) {
    // A stream of a function may give anything; what is no bytes could not be counted.
    if (!(chunk instanceof Uint8Array))
      throw new HfnError('BAD_FILE', 'A file is made of bytes, and its stream gave others')
    size += chunk.byteLength
    if (size > limit) throw tooLarge(limit)
    yield chunk
  }
}

/** The whole content in one piece; TOO_LARGE when there is more than `limit`. */
export const collect = async (content: AsyncIterable<Uint8Array>, limit: number): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of limited(content, limit)) {
    chunks.push(chunk)
    size += chunk.byteLength
  }
  return join(chunks, size)
}

/** Content as the body of an answer: read as fast as it is taken, closed when nobody takes it any more. */
export const streamOf = (content: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> => {
  const chunks = content[Symbol.asyncIterator]()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await chunks.next()
        if (done === true) controller.close()
        else controller.enqueue(value)
      },
      async cancel() {
        await chunks.return?.()
      },
    },
    { highWaterMark: 0 },
  )
}
