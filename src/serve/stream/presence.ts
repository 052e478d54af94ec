import type { Feed, Listener } from './feed.ts'

const alive = new TextEncoder().encode('data: ALIVE\n\n')

/**
 * A stream that says nothing but that both sides are there; while it is read, its session's runs go on.
 * @param open gives the feed of the session; not called before somebody reads
 */
export const presence = (open: () => Feed, interval: number): ReadableStream<Uint8Array> => {
  let feed: Feed | undefined
  let pause: ReturnType<typeof setTimeout> | undefined
  let end = (): void => {}
  const listener: Listener = { wake: () => {}, end: () => end() }
  const leave = (): void => {
    clearTimeout(pause)
    feed?.leave(listener)
  }
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        end = () => {
          leave()
          controller.close()
        }
      },
      async pull(controller) {
        if (feed !== undefined) await new Promise<void>((resolve) => (pause = setTimeout(resolve, interval)).unref?.())
        else (feed = open()).join(listener)
        controller.enqueue(alive)
      },
      cancel: leave,
    },
    { highWaterMark: 0 },
  )
}
