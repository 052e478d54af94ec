/** Where a stream goes. */
export interface Sink {
  /** False when it takes no more until it asks again. */
  write(text: string): boolean
  end(): void
}

/** What a stream says: something when it is asked, and again when there is more, until the sink has enough. */
export interface StreamBody {
  /** Asked first, and each time after the sink took no more. */
  take(sink: Sink): void
  /** Nobody reads any more. */
  leave(): void
}

/** What is said at once. */
export const textBody = (text: string): StreamBody => ({
  take: (sink) => {
    sink.write(text)
    sink.end()
  },
  leave: () => {},
})

const encoder = new TextEncoder()

/** A stream as a Web stream: nothing is taken before its reader asks. */
export const webStream = (body: StreamBody): ReadableStream<Uint8Array> => {
  let cancelled = false
  return new ReadableStream(
    {
      pull: (controller) =>
        body.take({
          write: (text) => {
            controller.enqueue(encoder.encode(text))
            return false
          },
          end: () => {
            if (!cancelled) controller.close()
          },
        }),
      cancel: () => {
        cancelled = true
        body.leave()
      },
    },
    { highWaterMark: 0 },
  )
}
