import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

export interface Balancer {
  readonly url: string
  close(): Promise<void>
}

/** Hands each connection to the next of these servers that takes it, as balancers do that know nothing of sessions. */
export const balancer = async (urls: readonly string[]): Promise<Balancer> => {
  const ports = urls.map((url) => Number(new URL(url).port))
  const sockets = new Set<Socket>()
  let turn = 0

  const hold = (socket: Socket): void => {
    sockets.add(socket)
    socket.setNoDelay(true).on('close', () => sockets.delete(socket))
  }
  const dial = (client: Socket, attempts: number): void => {
    if (attempts === 0) return void client.destroy()
    const server = connect(ports[turn++ % ports.length] ?? 0, '127.0.0.1')
    hold(server)
    let connected = false
    server.once('connect', () => {
      connected = true
      client.pipe(server).pipe(client)
    })
    server.once('error', () => {
      if (connected) client.destroy()
      else dial(client, attempts - 1)
    })
    server.once('close', () => connected && client.destroy())
    client.once('close', () => server.destroy())
  }
  const listener = createServer((client) => {
    hold(client)
    client.on('error', () => client.destroy())
    dial(client, ports.length)
  }).listen(0, '127.0.0.1')
  await once(listener, 'listening')
  return {
    url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    async close() {
      for (const socket of sockets) socket.destroy()
      listener.close()
      await once(listener, 'close')
    },
  }
}
