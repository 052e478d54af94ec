/** What is looked at of a request under way. */
interface Incoming {
  readonly complete: boolean
  /** Bytes that wait for us to read them. */
  readonly readableLength: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly socket: { readonly bytesRead: number; write(text: string): unknown; destroySoon(): unknown }
}

interface Outgoing {
  readonly headersSent: boolean
  once(event: 'close', listener: () => void): unknown
}

interface Requests {
  on(event: 'request', listener: (request: Incoming, response: Outgoing) => void): unknown
  once(event: 'close', listener: () => void): unknown
}

/** Looks in the time a body may be silent. */
const looks = 3

interface State {
  readonly response: Outgoing
  read: number
  silent: number
}

/**
 * Ends requests whose body stops coming for `patience` milliseconds, with 408 where nothing was answered yet.
 * Bytes that wait for us are no silence of the other side.
 */
export const dropSlowBodies = (server: Requests, patience: number): void => {
  const requests = new Map<Incoming, State>()
  server.on('request', (request, response) => {
    const { headers } = request
    if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined) return
    requests.set(request, { response, read: request.socket.bytesRead, silent: 0 })
    response.once('close', () => requests.delete(request))
  })
  const looking = setInterval(() => {
    for (const [request, state] of requests) {
      const { complete, readableLength, socket } = request
      if (complete) {
        requests.delete(request)
        continue
      }
      state.silent = socket.bytesRead === state.read && readableLength === 0 ? state.silent + 1 : 0
      state.read = socket.bytesRead
      if (state.silent < looks) continue
      if (!state.response.headersSent) socket.write('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n')
      socket.destroySoon()
      requests.delete(request)
    }
  }, patience / looks)
  looking.unref()
  server.once('close', () => clearInterval(looking))
}
