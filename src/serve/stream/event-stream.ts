import type { Feed } from './feed.ts'
import type { Settings } from '../options.ts'
import { readFeed } from './reader.ts'

/** An answer that is a stream of events. */
export const eventStream = (body: string | ReadableStream<Uint8Array>, status = 200): Response =>
  new Response(body, {
    status,
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  })

/** One reader of a feed; it begins after the message whose number the request names as `after`. */
export const readerOf = (feed: Feed, request: Request, { timings }: Settings): ReadableStream<Uint8Array> => {
  const after = new URL(request.url).searchParams.get('after')
  const number = after === null ? undefined : Number(after)
  return readFeed(feed, {
    after: Number.isSafeInteger(number) ? number : undefined,
    heartbeat: timings.heartbeat,
  })
}
