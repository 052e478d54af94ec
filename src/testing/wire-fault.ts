import { once } from 'node:events'
import type { Socket } from 'node:net'
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises'

/** A place in an answer: so many bytes of it, head included, or right after the first time this text appears. */
export type Place = number | string

/** What happens to the requests it fits; its deeds may be combined. */
export interface WireFault {
  /** Fits requests by their path and query; every request when left out. */
  readonly path?: RegExp | undefined
  /** Fits this method only. */
  readonly method?: string | undefined
  /** How many requests it is for; all when left out. */
  readonly times?: number | undefined
  /** Milliseconds the answer is held back. */
  readonly delay?: number | undefined
  /** Given instead of the server's answer; the server never sees the request. */
  readonly answer?: CannedAnswer | undefined
  /** Resets the connection there; at 0 the server has taken the request and its answer is lost. */
  readonly reset?: Place | undefined
  /** Closes the connection there, in good manners. */
  readonly end?: Place | undefined
  /** Lets nothing more through from there on, and keeps the connection open. */
  readonly stall?: Place | undefined
  /** The byte, counted from 0, of which every bit is turned round. */
  readonly corrupt?: number | undefined
  /** Sends every byte in a packet of its own. */
  readonly trickle?: boolean | undefined
}

export interface CannedAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly body?: string | undefined
}

/** How one answer goes through: what fault it meets, how much of it has passed. */
export class Passage {
  readonly #fault: WireFault
  readonly #client: Socket
  #passed = 0
  /** The end of what has passed, for a text may lie across two pieces. */
  #tail = ''
  #delayed = false

  constructor(fault: WireFault, client: Socket) {
    this.#fault = fault
    this.#client = client
  }

  async pass(piece: Buffer): Promise<void> {
    const { delay, corrupt, reset, end, stall } = this.#fault
    if (delay !== undefined && !this.#delayed) await sleep(delay)
    this.#delayed = true
    if (corrupt !== undefined && corrupt >= this.#passed && corrupt < this.#passed + piece.length) {
      const at = corrupt - this.#passed
      piece[at] = ~(piece[at] ?? 0) & 0xff
    }
    const places = [reset, end, stall].map((place) => this.#find(place, piece))
    const stop = Math.min(...places)
    await this.#write(stop < piece.length ? piece.subarray(0, stop) : piece)
    this.#passed += piece.length
    this.#tail = (this.#tail + piece.toString('latin1')).slice(-1000)
    if (stop === Number.POSITIVE_INFINITY) return
    if (stop === places[0]) this.#client.resetAndDestroy()
    else if (stop === places[1]) this.#client.end()
    if (!this.#client.closed) await once(this.#client, 'close')
  }

  /** Where in this piece the place lies; Infinity when it does not. */
  #find(place: Place | undefined, piece: Buffer): number {
    if (place === undefined) return Number.POSITIVE_INFINITY
    if (typeof place === 'number') {
      const at = place - this.#passed
      return at <= piece.length ? Math.max(at, 0) : Number.POSITIVE_INFINITY
    }
    const at = (this.#tail + piece.toString('latin1')).indexOf(Buffer.from(place).toString('latin1'))
    return at < 0 ? Number.POSITIVE_INFINITY : at + Buffer.byteLength(place) - this.#tail.length
  }

  async #write(piece: Buffer): Promise<void> {
    const step = this.#fault.trickle ? 1 : Math.max(piece.length, 1)
    for (let at = 0; at < piece.length; at += step) await flushed(this.#client, piece.subarray(at, at + step))
  }
}

/** Writes and waits until the system has it, or the socket is gone. */
export const flushed = async (socket: Socket, piece: Buffer): Promise<void> => {
  if (socket.destroyed) return
  await new Promise<void>((resolve) => {
    socket.write(piece, () => resolve())
  })
  await turn()
}

export const canned = ({ status, headers = {}, body = '' }: CannedAnswer): Buffer => {
  const all = { 'content-length': String(Buffer.byteLength(body)), connection: 'close', ...headers }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return Buffer.from(`HTTP/1.1 ${status} Canned\r\n${lines.join('')}\r\n${body}`)
}
