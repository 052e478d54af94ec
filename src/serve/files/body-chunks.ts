/** What a request brings, piece by piece. */
export interface BodyChunks {
  next(): Promise<{ readonly done?: boolean | undefined; readonly value?: Uint8Array | undefined }>
  /** Nobody reads any more. */
  leave(): void
}

/** A body as the server of `node:http` has it. */
interface Incoming {
  iterator(options: { readonly destroyOnReturn: boolean }): AsyncIterator<Uint8Array>
  destroy(): unknown
}

/** Bodies to be read as they come: a Web stream in between copies each byte twice. */
const arriving = new WeakMap<Request, Incoming>()

/** Called by a server before it gives a request to the app; the body must not be read in any other way as well. */
export const setArriving = (request: Request, incoming: Incoming): void => void arriving.set(request, incoming)

/** The body of a request, once. */
export const chunksOf = (request: Request): BodyChunks => {
  const incoming = arriving.get(request)
  if (incoming !== undefined) {
    // Who leaves early still has to be answered on this connection.
    const chunks = incoming.iterator({ destroyOnReturn: false })
    return { next: () => chunks.next(), leave: () => void incoming.destroy() }
  }
  const reader = request.body?.getReader()
  return {
    next: async () => reader?.read() ?? { done: true },
    leave: () => void reader?.cancel().catch(() => {}),
  }
}
