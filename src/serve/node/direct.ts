import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { directBody } from '../stream/direct.ts'
import type { Sink } from '../stream/sink.ts'

/** What is needed of an answer of `node:http`. */
interface Outgoing {
  readonly destroyed: boolean
  readonly socket: { cork(): void; uncork(): void } | null
  writeHead(status: number, headers: Record<string, string>): unknown
  flushHeaders?(): unknown
  write(text: string): boolean
  end(): unknown
  on(event: 'drain' | 'close', listener: () => void): unknown
}

/** Writes an answer whose body is not its own to the connection; gives what is left to be done. */
export const sendDirectly = (response: Response, outgoing: Outgoing): Response => {
  const body = directBody(response)
  if (body === undefined) return response
  const { socket } = outgoing
  if (outgoing.destroyed || socket === null) return RESPONSE_ALREADY_SENT
  const sink: Sink = { write: (text) => outgoing.write(text), end: () => outgoing.end() }
  outgoing.writeHead(response.status, Object.fromEntries(response.headers))
  outgoing.on('drain', () => body.take(sink))
  outgoing.on('close', () => body.leave())
  // The head is a text of its own, which takes less room for as long as the stream lasts; it goes out with what is said at once.
  socket.cork()
  outgoing.flushHeaders?.()
  body.take(sink)
  socket.uncork()
  return RESPONSE_ALREADY_SENT
}
