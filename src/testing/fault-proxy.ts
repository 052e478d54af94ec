import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { canned, flushed, Passage, type WireFault } from './wire-fault.ts'

export type { CannedAnswer, Place, WireFault } from './wire-fault.ts'

/** A TCP proxy before a server on this machine that breaks answers as told. */
export interface FaultProxy {
  /** What to dial instead of the server; path and query are the target's. */
  readonly url: string
  /** Connections taken so far. */
  readonly connections: number
  /** Requests seen so far, as `GET /path`. */
  readonly requests: readonly string[]
  /** Adds faults behind those there are; the first that fits a request is used. */
  add(...faults: readonly WireFault[]): void
  /** Forgets all faults. */
  clear(): void
  /** Resets the next connections before anything is read. */
  refuse(connections: number): void
  /** Stops listening, so that new connections are refused by the system, until `resume`. */
  pause(): void
  resume(): Promise<void>
  /** Closes everything. */
  close(): Promise<void>
}

const requestLine = /^([A-Z]+) (\S+) HTTP\/1\.[01]\r\n/

const drained = (socket: Socket): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      socket.off('drain', done).off('close', done)
      resolve()
    }
    socket.on('drain', done).on('close', done)
  })

/** What the connections of one proxy share. */
interface Board {
  readonly host: string
  readonly port: number
  readonly sockets: Set<Socket>
  /** Notes a request and gives the fault it meets. */
  meet(method: string, path: string): WireFault
}

/** Carries one connection; requests go through as they are, answers through the fault of their request. */
const carry = (client: Socket, board: Board): void => {
  let server: Socket | undefined
  let passage = new Passage({}, client)
  let muted = false
  // True where the next bytes of the client are the head of a request.
  let fresh = true

  const track = (socket: Socket): void => {
    board.sockets.add(socket)
    socket.setNoDelay(true)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => board.sockets.delete(socket))
  }
  const answers = async (from: Socket): Promise<void> => {
    for await (const piece of from) {
      fresh = true
      await passage.pass(piece)
    }
    client.end()
  }
  const dial = (): Socket => {
    const socket = connect(board.port, board.host)
    track(socket)
    client.on('close', () => socket.destroy())
    answers(socket).catch(() => client.destroy())
    return socket
  }
  const requests = async (): Promise<void> => {
    for await (const piece of client) {
      const [, method = '', path = ''] = (fresh && requestLine.exec(piece.toString('latin1'))) || []
      if (method !== '') {
        fresh = false
        const fault = board.meet(method, path)
        passage = new Passage(fault, client)
        muted = fault.answer !== undefined
        if (fault.answer !== undefined) {
          await flushed(client, canned(fault.answer))
          client.end()
        }
      }
      if (muted) continue
      server ??= dial()
      if (!server.write(piece)) await drained(server)
    }
    server?.end()
  }
  track(client)
  requests().catch(() => client.destroy())
}

const arm = (fault: WireFault): { readonly fault: WireFault; left: number } => ({
  fault,
  left: fault.times ?? Number.POSITIVE_INFINITY,
})

/**
 * Starts a proxy on a free port of this machine before `target`, which speaks plain HTTP (WebSocket, streams and kept
 * connections go through as they are).
 */
export const faultProxy = async (target: string | URL, ...faults: readonly WireFault[]): Promise<FaultProxy> => {
  const url = new URL(target)
  let pending = faults.map(arm)
  let connections = 0
  let refusing = 0
  const requests: string[] = []
  const board: Board = {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || 80,
    sockets: new Set(),
    meet(method, path) {
      requests.push(`${method} ${path}`)
      const found = pending.find(
        ({ fault, left }) =>
          left > 0 && (fault.method ?? method) === method && (fault.path === undefined || path.search(fault.path) >= 0),
      )
      if (found) found.left--
      return found?.fault ?? {}
    },
  }
  const server = createServer((client) => {
    connections++
    if (refusing > 0) {
      refusing--
      client.resetAndDestroy()
    } else carry(client, board)
  })
  const listen = async (port: number): Promise<number> => {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    return (server.address() as AddressInfo).port
  }
  const port = await listen(0)
  return {
    url: `http://127.0.0.1:${port}${url.pathname}${url.search}`.replace(/\/$/, ''),
    get connections() {
      return connections
    },
    requests,
    add: (...more) => {
      pending.push(...more.map(arm))
    },
    clear: () => {
      pending = []
    },
    refuse: (count) => {
      refusing = count
    },
    pause: () => {
      server.close()
    },
    resume: async () => {
      await listen(port)
    },
    close: async () => {
      if (server.listening) server.close()
      for (const socket of board.sockets) socket.destroy()
      if (board.sockets.size > 0) await Promise.all([...board.sockets].map((socket) => once(socket, 'close')))
    },
  }
}
