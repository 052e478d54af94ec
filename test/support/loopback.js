import { once } from 'node:events'
import { createServer } from 'node:http'
import { onTestFinished } from 'vitest'
/** Starts a server on a free port, or on the one named, of this machine. */
export const loopback = async (handler, { port = 0, host = '127.0.0.1' } = {}) => {
  const seen = []
  let connections = 0
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`)
    handler(request, response)
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
  const { port: bound } = server.address()
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    port: bound,
    server,
    connections: () => connections,
    seen,
  }
}
/** A port of this machine where nothing listens. */
export const freePort = async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}
export const bodyOf = async (request) => {
  const pieces = []
  for await (const piece of request) pieces.push(piece)
  return Buffer.concat(pieces).toString()
}
