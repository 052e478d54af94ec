import { createServer, type Server } from 'node:http'
import { networkInterfaces } from 'node:os'
import { getRequestListener, type Http2Bindings, type HttpBindings } from '@hono/node-server'
import { abortReason, whenAborted } from '../core/abort.ts'
import { HfnError } from '../core/error.ts'
import type { Options } from '../core/options.ts'
import type { ServedApp } from './app.ts'
import { setArriving } from './files/body-chunks.ts'
import { isLoopback } from './guard.ts'
import { setArrival } from './limits/arrival.ts'
import { dropSlowBodies } from './limits/slow-body.ts'
import { sendDirectly } from './node/direct.ts'
import { markDirect } from './stream/direct.ts'
import { dropStalled } from './stalled.ts'

/** Milliseconds the other side of a connection has. */
export interface Patience {
  /** For the head of a request; default 20,000. */
  readonly head: number
  /** Between two pieces of a request's body; default 15,000. */
  readonly body: number
  /** Without taking anything of an answer that waits for it; default 45,000. */
  readonly answer: number
}

export interface ListenOptions extends Options {
  /** 0 takes any free one. Default: 7860, as Gradio, or the next free one after it. */
  readonly port?: number | undefined
  /** Default `127.0.0.1`: this computer only. `0.0.0.0` or `::` lets in everybody who can reach it. */
  readonly host?: string | undefined
  readonly patience?: Partial<Patience> | undefined
}

export interface Listening {
  /** Where the app is, without a slash at its end. */
  readonly url: string
  readonly port: number
  /** From where it can be reached. */
  readonly reach: 'this computer' | 'this network'
  /** Every address it answers at, `url` first. */
  readonly addresses: readonly string[]
  /** Closes the app, as its own `close` does, then the port; resolves when both are free. */
  close(...how: Parameters<ServedApp['close']>): Promise<void>
}

/** Gradio's port, and how many after it are tried. */
const firstPort = 7860
const ports = 100
/** Milliseconds open answers have to end when the server closes. */
const farewell = 5_000

const bind = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })

const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES')

/** Binds the port asked for, or the first free one of Gradio's. */
const bindAny = async (server: Server, { port, host }: { port: number | undefined; host: string }): Promise<number> => {
  const last = port ?? firstPort + ports - 1
  for (let next = port ?? firstPort; ; next++) {
    try {
      return await bind(server, next, host)
    } catch (cause) {
      if (isTaken(cause) && next < last) continue
      throw new HfnError('BAD_USAGE', `Cannot listen on ${host}:${next}${isTaken(cause) ? ', it is taken' : ''}`, {
        hint: 'Choose another port; 0 takes any free one.',
        cause,
      })
    }
  }
}

const wildcards: Readonly<Record<string, readonly string[]>> = { '0.0.0.0': ['IPv4'], '::': ['IPv4', 'IPv6'] }

/** The addresses a bound host means, this computer's own first. */
const addressesOf = (host: string): readonly string[] => {
  const families = wildcards[host]
  if (families === undefined) return [host]
  const all = Object.values(networkInterfaces()).flatMap((entries) => entries ?? [])
  const outside = all.filter(
    ({ internal, family, address }) => !internal && families.includes(family) && !address.startsWith('fe80'),
  )
  return ['127.0.0.1', ...outside.map(({ address }) => address)]
}

const named = (host: string): string => (host.includes(':') ? `[${host}]` : host)

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), farewell)
    server.close(() => {
      clearTimeout(timer)
      resolve()
    })
  })

/** A server that gives every request to the app, and no connection more than the time it has. */
const serverOf = (
  app: ServedApp,
  { local, patience = {} }: { local: boolean; patience: ListenOptions['patience'] },
): Server => {
  const { head = 20_000, body = 15_000, answer = 45_000 } = patience
  const fetch = async (request: Request, { incoming, outgoing }: HttpBindings | Http2Bindings): Promise<Response> => {
    setArrival(request, { address: incoming.socket.remoteAddress ?? '', local, connection: incoming.socket })
    setArriving(request, incoming)
    markDirect(request)
    return sendDirectly(await app.fetch(request), outgoing)
  }
  const listener = getRequestListener(fetch, { overrideGlobalObjects: false })
  const server = createServer(
    {
      headersTimeout: head,
      connectionsCheckingInterval: Math.min(head, 1_000),
      // Large uploads on slow lines included.
      requestTimeout: 3_600_000,
      keepAliveTimeout: 65_000,
    },
    (request, response) => {
      const { localAddress = '', localPort = 80 } = request.socket
      // Clients of HTTP/1.0 need not name the host they mean.
      request.headers.host ??= `${named(localAddress)}:${localPort}`
      void listener(request, response)
    },
  )
  dropSlowBodies(server, body)
  dropStalled(server, answer)
  return server
}

/**
 * Serves an app on a port of this computer. Bound to a loopback address, it answers to loopback names only.
 * @throws BAD_USAGE when the port asked for, or every port tried, is taken
 */
export const listen = async (app: ServedApp, options: ListenOptions = {}): Promise<Listening> => {
  const { host = '127.0.0.1', signal } = options
  if (signal?.aborted === true) throw abortReason(signal)
  const local = isLoopback(named(host))
  const server = serverOf(app, { local, patience: options.patience })
  const port = await bindAny(server, { port: options.port, host })
  const addresses = addressesOf(host).map((address) => `http://${named(address)}:${port}`)
  const shut: Listening['close'] = async (...how) => {
    try {
      // Until the app is closed, those who come are told so.
      await app.close(...how)
    } finally {
      await closed(server)
    }
  }
  let closing: Promise<void> | undefined
  const close: Listening['close'] = (...how) => (closing ??= shut(...how))
  if (signal !== undefined) whenAborted(signal, () => void close().catch(() => {}))
  return { url: addresses[0] ?? '', port, reach: local ? 'this computer' : 'this network', addresses, close }
}
