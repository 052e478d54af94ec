import { isDirect, setDirectBody } from './direct.ts'
import type { Feed } from './feed.ts'
import type { Heart } from './heart.ts'
import { FeedReader } from './reader.ts'
import { isPython, parted } from './registered.ts'
import { textBody, webStream, type StreamBody } from './sink.ts'

/** An answer that is a stream of events. */
export const eventStream = (body: string | ReadableStream<Uint8Array> | null, status = 200): Response =>
  new Response(body, {
    status,
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  })

/** The answer to this request that says what the body says. */
export const streamTo = (request: Request, body: StreamBody): Response =>
  isDirect(request) ? setDirectBody(eventStream(null), body) : eventStream(webStream(body))

/** The answer to who started a run: its id, as hexadecimal digits. */
export const idTo = (request: Request, id: string): Response => {
  const text = JSON.stringify({ event_id: id })
  const headers = { 'content-type': 'application/json', 'content-length': `${text.length}` }
  return isDirect(request)
    ? setDirectBody(new Response(null, { headers }), textBody(text))
    : new Response(text, { headers })
}

const numberIn = (text: string | null): number | undefined => {
  const number = text === null || text === '' ? Number.NaN : Number(text)
  return Number.isSafeInteger(number) ? number : undefined
}

const searchOf = (url: string): URLSearchParams => new URLSearchParams(url.slice(url.indexOf('?') + 1))

/**
 * The answer to one who reads a feed; it begins after the message whose number is in `Last-Event-ID` or `after`. An empty
 * `after` is of one who reopens streams but has read nothing yet of what is pending.
 */
export const feedTo = (request: Request, feed: Feed, heart: Heart): Response => {
  const given = searchOf(request.url).get('after')
  const after = numberIn(request.headers.get('last-event-id')) ?? numberIn(given)
  const reopens = after !== undefined || given === ''
  return streamTo(
    request,
    new FeedReader(feed, { after, reopens, parted: isPython(request) ? parted : undefined, heart }),
  )
}
