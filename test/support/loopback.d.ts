import { type IncomingMessage, type RequestListener, type Server } from 'node:http'
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
/** Starts a server on a free port, or on the one named, of this machine. */
export declare const loopback: (
  handler: RequestListener,
  {
    port,
    host,
  }?: {
    host?: string | undefined
    port?: number | undefined
  },
) => Promise<Loopback>
/** A port of this machine where nothing listens. */
export declare const freePort: () => Promise<number>
export declare const bodyOf: (request: IncomingMessage) => Promise<string>
