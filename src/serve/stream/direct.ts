import type { StreamBody } from './sink.ts'

/** Requests whose server writes streams to the connection itself: a Web stream in between costs as much as the run it tells of. */
const marked = new WeakSet<Request>()
const bodies = new WeakMap<Response, StreamBody>()

/** Called by a server that looks for `directBody` in its answers. */
export const markDirect = (request: Request): void => void marked.add(request)

export const isDirect = (request: Request): boolean => marked.has(request)

/** Gives an answer without a body one that its server writes. */
export const setDirectBody = (response: Response, body: StreamBody): Response => {
  bodies.set(response, body)
  return response
}

/** The body an answer has instead of its own, once. */
export const directBody = (response: Response): StreamBody | undefined => bodies.get(response)
