import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A line to an app that can be cut. */
export interface CutLine {
  readonly url: string
  /** Ends all connections; with `down`, new ones are refused until `up`. */
  cut(down?: boolean): void
  up(): void
  close(): Promise<void>
}

/** Passes everything on to a port of this computer. */
export const lineTo = async (port: number): Promise<CutLine> => {
  const sockets = new Set<Socket>()
  let isDown = false
  const keep = (socket: Socket): void => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
  }
  const server = createServer((socket) => {
    if (isDown) return void socket.destroy()
    const onward = connect(port, '127.0.0.1')
    keep(socket)
    keep(onward)
    socket.pipe(onward).pipe(socket)
    socket.on('close', () => onward.destroy())
    onward.on('close', () => socket.destroy())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const cut = (down = false): void => {
    isDown = down
    for (const socket of sockets) socket.destroy()
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut,
    up: () => {
      isDown = false
    },
    close: async () => {
      cut(true)
      server.close()
      await once(server, 'close')
    },
  }
}
