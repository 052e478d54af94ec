import type { IncomingHttpHeaders } from 'node:http'
import { isObject, type JsonObject } from '../../wire/json.ts'
import { refuse } from './answer.ts'
import type { FakeUser } from './contract.ts'
import type { Hub } from './hub.ts'
import type { IncomingBody } from './incoming-body.ts'

/** What `text` and `json` take at most: lists of files of a commit are large. */
const textLimit = 64 * 1024 * 1024

/** A request as routes see it. */
export class HubRequest {
  readonly hub: Hub
  readonly method: string
  readonly url: URL
  readonly headers: IncomingHttpHeaders
  /** Parts of the path, by the names they have in the route's pattern. */
  readonly parameters: Readonly<Record<string, string>>
  /** Whose token it came with. */
  readonly user: FakeUser | undefined
  /** Aborted when the other side goes away. */
  readonly signal: AbortSignal
  readonly #body: IncomingBody

  constructor(from: RequestParts) {
    this.hub = from.hub
    this.method = from.method
    this.url = from.url
    this.headers = from.headers
    this.parameters = from.parameters
    this.user = from.user
    this.signal = from.signal
    this.#body = from.body
  }

  /** A value of the query; undefined when there is none. */
  query(name: string): string | undefined {
    return this.url.searchParams.get(name) ?? undefined
  }

  /** All values of a name, whether it is repeated, written `name[]`, or one text with commas. */
  queries(name: string): string[] {
    const { searchParams } = this.url
    return [...searchParams.getAll(name), ...searchParams.getAll(`${name}[]`)]
      .flatMap((value) => value.split(','))
      .filter((value) => value !== '')
  }

  /** True for `true` and `1`, in any case. */
  flag(name: string): boolean {
    return /^(true|1)$/i.test(this.query(name) ?? '')
  }

  /** A part of the path; the route's pattern says that it is there. */
  part(name: string): string {
    return this.parameters[name] ?? ''
  }

  /** The body as it arrives; once. */
  body(): AsyncIterable<Uint8Array> {
    return this.#body.read()
  }

  async text(limit = textLimit): Promise<string> {
    const pieces: Uint8Array[] = []
    let length = 0
    for await (const piece of this.body()) {
      length += piece.length
      if (length > limit) throw refuse(413, 'Payload too large')
      pieces.push(piece)
    }
    return Buffer.concat(pieces).toString()
  }

  /** The fields of a JSON object; none for an empty body. */
  async json(): Promise<JsonObject> {
    const body = await this.text()
    const value = body === '' ? {} : parsed(body)
    if (!isObject(value)) throw refuse(400, 'Invalid JSON: expected an object')
    return value
  }
}

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

export interface RequestParts {
  readonly hub: Hub
  readonly method: string
  readonly body: IncomingBody
  readonly url: URL
  readonly headers: IncomingHttpHeaders
  readonly parameters: Readonly<Record<string, string>>
  readonly user: FakeUser | undefined
  readonly signal: AbortSignal
}
