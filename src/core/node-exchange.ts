import type { Agent, ClientRequest, IncomingMessage, RequestOptions } from 'node:http'
import type { Socket } from 'node:net'
import { abortReason } from './abort.ts'
import { HfnError } from './error.ts'
import type { Exchange, Failure } from './exchange.ts'
import { failure } from './failure.ts'
import type { Answer } from './http-contract.ts'
import { NodeAnswer } from './node-answer.ts'
import { headerList, outgoing, sendPieces } from './node-request.ts'
import type { Abandonable } from './proxy.ts'
import { Watch, type Phase } from './watch.ts'

type Pieces = AsyncIterable<Uint8Array>

/** Undoes a content coding. */
export type Unpack = (pieces: Pieces, coding: string, url: URL) => Pieces

/** How requests of one scheme travel: directly, or through a proxy. */
export interface Way {
  readonly request: (options: RequestOptions & Abandonable) => ClientRequest
  readonly agent: Agent
  readonly unpack: Unpack
  /** Its address, fit to be shown. */
  readonly proxy: string | undefined
}

/** The content coding of a body, when it has one and there is a body. */
const codingOf = ({ rawHeaders, statusCode }: IncomingMessage, method: string): string | undefined => {
  if (method === 'HEAD' || statusCode === 204 || statusCode === 304) return undefined
  // Searched as they came: of most answers nobody asks for the headers in a form that costs more.
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]
    if (name?.length !== 16 || name.toLowerCase() !== 'content-encoding') continue
    const coding = rawHeaders[index + 1]?.trim().toLowerCase()
    return coding === 'identity' ? undefined : coding
  }
  return undefined
}

const named = (list: readonly string[]): Record<string, string> => {
  const headers: Record<string, string> = {}
  for (let index = 0; index < list.length; index += 2) headers[list[index] ?? ''] = list[index + 1] ?? ''
  return headers
}

const optionsOf = (exchange: Exchange, { agent, proxy }: Way, length: number | undefined): RequestOptions => {
  const { url, method } = exchange
  const list = headerList(exchange, length)
  return {
    agent,
    method,
    protocol: url.protocol,
    host: url.hostname.startsWith('[') ? url.hostname.slice(1, -1) : url.hostname,
    port: url.port || (url.protocol === 'https:' ? 443 : 80),
    path: url.pathname + url.search,
    // Agents of proxies rewrite headers, which they cannot do with a list.
    headers: proxy === undefined ? list : named(list),
  }
}

/** Calls `ready` when the request has a connection it can be written to. */
const whenConnected = (request: ClientRequest, { url, background }: Exchange, ready: () => void): void => {
  if (request.reusedSocket && !background) return ready()
  request.once('socket', (socket: Socket) => {
    if (background) socket.unref()
    if (request.reusedSocket) ready()
    else if (url.protocol === 'https:') socket.once('secureConnect', ready)
    else if (socket.connecting) socket.once('connect', ready)
    else ready()
  })
}

const notLetThrough = (proxy: string, { url }: Exchange, status: number): HfnError =>
  new HfnError('UNREACHABLE', `The proxy ${proxy} does not let us through to ${url.origin}: status ${status}`, {
    hint:
      status === 407
        ? 'Put user and password into the proxy variable, before the host.'
        : 'Ask who runs the proxy, or list the address in NO_PROXY.',
    status,
  })

/** Runs one exchange over its way. */
export const carry = (exchange: Exchange, way: Way): Promise<Answer | Failure> =>
  new Promise((settle) => {
    const { url, method, signal } = exchange
    const { proxy } = way
    if (signal?.aborted) return settle(failure(abortReason(signal), { place: '', connected: false, reused: false }))
    const body = outgoing(exchange)
    // Ends a connection that a proxy has not granted yet; the request does not know of it.
    const tunnel = proxy === undefined ? undefined : new AbortController()
    const options = optionsOf(exchange, way, body.length)
    const request = way.request(tunnel === undefined ? options : { ...options, abandoned: tunnel.signal })
    let connected = false
    let answered = false
    let wanted = true

    const fail = (cause: unknown): void => {
      watch.end()
      const place = proxy === undefined ? url.origin : `${url.origin} by way of the proxy ${proxy}`
      settle(failure(cause, { place, connected, reused: request.reusedSocket }))
      request.destroy()
      tunnel?.abort()
    }
    const watch = new Watch(exchange, fail)

    request.on('error', (cause) => answered || fail(cause))
    request.on('response', (message) => {
      const { statusCode = 0 } = message
      if (proxy !== undefined && statusCode === 407) return fail(notLetThrough(proxy, exchange, statusCode))
      answered = true
      wanted = statusCode < 400
      const coding = codingOf(message, method)
      const unpack = coding === undefined ? undefined : (pieces: Pieces) => way.unpack(pieces, coding, url)
      // Half a request leaves a connection that cannot serve again.
      if (!request.writableEnded) message.on('end', () => request.writableEnded || request.destroy())
      settle(new NodeAnswer(message, { url, watch, unpack }))
    })
    if (proxy !== undefined)
      request.once('proxyConnect', ({ statusCode = 200 }: { statusCode?: number }) => {
        if (statusCode !== 200) fail(notLetThrough(proxy, exchange, statusCode))
      })

    const expect = (phase: Phase): void => {
      if (!answered) watch.expect(phase)
    }
    if (body.pieces === undefined) request.end(body.whole)
    if (!request.reusedSocket) watch.expect('connect')
    whenConnected(request, exchange, () => {
      connected = true
      expect('firstByte')
      if (body.pieces)
        sendPieces(request, body.pieces, {
          length: body.length,
          wanted: () => wanted && !request.destroyed,
          stuck: () => expect('idle'),
          moving: () => answered || watch.rest(),
        }).then((whole) => whole && request.end(() => expect('firstByte')), fail)
    })
  })
