import type { IncomingMessage } from 'node:http'
import type { SeenRequest } from './contract.ts'

/** What of a body is kept in the log. */
const logged = 65_536

/** The body of a request: read by a route once, or thrown away. */
export class IncomingBody {
  readonly #incoming: IncomingMessage
  readonly #seen: SeenRequest & { body: string }
  #begun = false

  constructor(incoming: IncomingMessage, seen: SeenRequest & { body: string }) {
    this.#incoming = incoming
    this.#seen = seen
  }

  /** The bytes as they arrive. */
  async *read(): AsyncIterable<Uint8Array> {
    this.#begun = true
    let room = logged
    for await (const piece of this.#incoming.iterator({ destroyOnReturn: false })) {
      if (!(piece instanceof Uint8Array)) continue
      if (room > 0) this.#seen.body += Buffer.from(piece.subarray(0, room)).toString()
      room -= piece.length
      yield piece
    }
  }

  /** Reads what nobody has, for the connection to serve again. */
  async drain(): Promise<void> {
    if (this.#begun) this.#incoming.resume()
    else for await (const _ of this.read());
  }
}
