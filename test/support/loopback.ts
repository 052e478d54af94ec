import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** A server of one test, closed when the test is over. */
export interface Loopback {
  readonly url: string
  readonly port: number
  readonly server: Server
  /** Connections taken so far. */
  readonly connections: () => number
  /** Requests seen so far, as `GET /path`. */
  readonly seen: string[]
}

export type Handler = (request: IncomingMessage, response: ServerResponse) => unknown

/** Starts a server on a free port, or on the one named, of this machine. */
export const loopback = async (handler: Handler, { port = 0, host = '127.0.0.1' } = {}): Promise<Loopback> => {
  const seen: string[] = []
  let connections = 0
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`)
    void handler(request, response)
  })
  server.on('connection', () => connections++)
  server.listen(port, host)
  await once(server, 'listening')
  onTestFinished(async () => {
    if (!server.listening) return
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  })
  const { port: bound } = server.address() as AddressInfo
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    port: bound,
    server,
    connections: () => connections,
    seen,
  }
}

/** A port of this machine where nothing listens. */
export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

export const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return Buffer.concat(pieces).toString()
}
