import { once } from 'node:events'
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export interface PrefixProxy {
  readonly url: string
  close(): Promise<void>
}

/** How a proxy changes what passes; by default nothing. */
export interface Passing {
  /** The path to ask the server for. */
  readonly path?: ((path: string) => string) | undefined
  /** The text of `/config` as the client gets it. */
  readonly config?: ((text: string) => string) | undefined
}

/** A reverse proxy as one writes it with `node:http`: it passes on head and body and keeps the name it was called by. */
export const prefixProxy = async (
  target: string,
  { path = (same) => same, config }: Passing = {},
): Promise<PrefixProxy> => {
  const { hostname, port } = new URL(target)
  const answer = async (from: IncomingMessage, to: ServerResponse, asked: string): Promise<void> => {
    const { 'content-length': _, ...headers } = from.headers
    if (config === undefined || !asked.endsWith('/config')) {
      to.writeHead(from.statusCode ?? 502, from.headers)
      from.pipe(to)
    } else to.writeHead(from.statusCode ?? 502, headers).end(config(await text(from)))
  }
  const server = createServer((incoming, outgoing) => {
    const { url = '/', method, headers } = incoming
    const onward = request(
      { hostname, port, path: path(url), method, headers },
      (from) => void answer(from, outgoing, url),
    )
    onward.on('error', () => outgoing.destroy())
    outgoing.on('close', () => onward.destroy())
    incoming.pipe(onward)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
