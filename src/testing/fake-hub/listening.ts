import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'

/** Tries to find a port that is free for both addresses of this machine. */
const tries = 20
/** Milliseconds an idle connection is kept: longer than tests take, so that no request meets a closing one. */
const keepAlive = 65_000

/** Servers at one port of this machine, for all addresses that `localhost` can mean. */
export interface Listening {
  readonly port: number
  serve(listener: RequestListener): void
  close(): Promise<void>
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined)

const open = async (host: string, port: number): Promise<Server> => {
  const server = createServer({ keepAliveTimeout: keepAlive })
  server.listen(port, host)
  await once(server, 'listening')
  return server
}

const portOf = (server: Server): number => {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

const closed = async (server: Server): Promise<void> => {
  server.close()
  server.closeAllConnections()
  await once(server, 'close')
}

/** Without IPv6 there is no second server; undefined when another program has the port. */
const second = async (port: number): Promise<readonly Server[] | undefined> => {
  try {
    return [await open('::1', port)]
  } catch (error) {
    return codeOf(error) === 'EADDRINUSE' ? undefined : []
  }
}

const pair = async (wanted: number): Promise<readonly Server[]> => {
  for (let left = tries; ; left--) {
    const first = await open('127.0.0.1', wanted)
    const more = await second(portOf(first))
    if (more !== undefined) return [first, ...more]
    await closed(first)
    if (wanted !== 0 || left === 0) throw new Error(`Port ${wanted} is taken`)
  }
}

/** Listens on a port of this machine; 0 takes a free one. */
export const listening = async (wanted = 0): Promise<Listening> => {
  const servers = await pair(wanted)
  const [first] = servers
  return {
    port: first === undefined ? wanted : portOf(first),
    serve: (listener) => {
      for (const server of servers) server.on('request', listener)
    },
    close: async () => {
      await Promise.all(servers.map(closed))
    },
  }
}
