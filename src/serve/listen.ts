import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { abortReason, whenAborted } from '../core/abort.ts'
import { HfnError } from '../core/error.ts'
import type { Options } from '../core/options.ts'
import type { ServedApp } from './app.ts'
import { isLoopback, refuseHost } from './guard.ts'
import { dropStalled } from './stalled.ts'

export interface ListenOptions extends Options {
  /** 0 takes any free one. Default: 7860, as Gradio, or the next free one after it. */
  readonly port?: number | undefined
  /** Default `127.0.0.1`: this computer only. */
  readonly host?: string | undefined
}

export interface Listening {
  /** Where the app is, without a slash at its end. */
  readonly url: string
  readonly port: number
  /** Closes the app and the port; resolves when both are free. */
  close(): Promise<void>
}

/** Gradio's port, and how many after it are tried. */
const firstPort = 7860
const ports = 100
/** Milliseconds open answers have to end when the server closes. */
const patience = 5_000

/** Milliseconds for a request's head, for all of it (large uploads on slow lines included), and of an idle connection. */
const timeouts = { headersTimeout: 20_000, requestTimeout: 3_600_000, keepAliveTimeout: 65_000 }

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

const urlOf = (host: string, port: number): string => {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${port}`
}

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), patience)
    server.close(() => {
      clearTimeout(timer)
      resolve()
    })
  })

/**
 * Serves an app on a port of this computer. Bound to a loopback address, it answers to loopback names only.
 * @throws BAD_USAGE when the port asked for, or every port tried, is taken
 */
export const listen = async (app: ServedApp, options: ListenOptions = {}): Promise<Listening> => {
  const { host = '127.0.0.1', signal } = options
  if (signal?.aborted === true) throw abortReason(signal)
  const guarded = isLoopback(host.includes(':') ? `[${host}]` : host)
  const fetch = (request: Request): Response | Promise<Response> =>
    (guarded ? refuseHost(request) : undefined) ?? app.fetch(request)
  const answer = getRequestListener(fetch, { overrideGlobalObjects: false })
  const server = createServer(timeouts, (request, response) => void answer(request, response))
  dropStalled(server)
  const port = await bindAny(server, { port: options.port, host })
  let closing: Promise<void> | undefined
  const close = (): Promise<void> => (closing ??= Promise.all([app.close(), closed(server)]).then(() => {}))
  if (signal !== undefined) whenAborted(signal, () => void close())
  return { url: urlOf(host, port), port, close }
}
