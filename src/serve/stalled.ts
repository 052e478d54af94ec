/** What is looked at of a server and its sockets. */
interface Connections {
  on(event: 'connection', listener: (socket: Connection) => void): unknown
  once(event: 'close', listener: () => void): unknown
}

interface Connection {
  readonly bytesWritten: number
  readonly writableLength: number
  destroy(): unknown
  once(event: 'close', listener: () => void): unknown
}

/** Looks without a byte taken after which a reader is given up. */
const looks = 3

/**
 * Closes connections whose other side takes nothing of what waits for it for `patience` milliseconds; what waits there is
 * bounded by back-pressure.
 */
export const dropStalled = (server: Connections, patience: number): void => {
  const sockets = new Map<Connection, { taken: number; looks: number }>()
  server.on('connection', (socket) => {
    sockets.set(socket, { taken: 0, looks: 0 })
    socket.once('close', () => sockets.delete(socket))
  })
  const looking = setInterval(() => {
    for (const [socket, state] of sockets) {
      const taken = socket.bytesWritten - socket.writableLength
      state.looks = socket.writableLength > 0 && taken === state.taken ? state.looks + 1 : 0
      state.taken = taken
      if (state.looks >= looks) socket.destroy()
    }
  }, patience / looks)
  looking.unref()
  server.once('close', () => clearInterval(looking))
}
