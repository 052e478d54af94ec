import { serverSentEvents } from '../../core/sse.ts'
import { readMessage, type Message } from '../../wire/message.ts'
import type { Address } from './address.ts'
import type { Connection } from './connection.ts'
import { RequestError, requestError } from './request-error.ts'

/** Hears what the app says of one run. */
export interface Listener {
  take(message: Message): void
  /** The app does not know the run any more. */
  lost(reason: string): void
}

export interface Joining {
  /** `fn_index`. */
  readonly index: number
  readonly data: readonly unknown[]
  /** The component that started it. */
  readonly trigger?: number | undefined
}

/** Messages kept for a run whose id is still on its way to us. */
const mostEarly = 1_000
/** Milliseconds before a stream that ended without news is opened again. */
const pause = 300

/** The runs of this tab: each joins by POST, one stream tells of all of them and goes on where it broke. */
export class Session {
  readonly hash: string
  readonly #address: Address
  readonly #connection: Connection
  readonly #listeners = new Map<string, Listener>()
  #early: Message[] = []
  #joining = 0
  /** Number of the last message. */
  #seen = -1
  #reading = false

  constructor(hash: string, { address, connection }: { address: Address; connection: Connection }) {
    this.hash = hash
    this.#address = address
    this.#connection = connection
  }

  /** Starts a run; gives its id. */
  async join({ index, data, trigger }: Joining, listener: Listener): Promise<string> {
    this.#joining += 1
    try {
      const id = await this.#post('queue/join', {
        data,
        fn_index: index,
        trigger_id: trigger ?? null,
        event_data: null,
      })
      if (typeof id !== 'string') throw new Error('The app did not say which run this is')
      this.follow(id, listener)
      return id
    } finally {
      this.#joining -= 1
      if (this.#joining === 0) this.#early = []
    }
  }

  /** Hears of a run that is already under way, from its first message that is still known. */
  follow(id: string, listener: Listener): void {
    this.#listeners.set(id, listener)
    for (const message of this.#early) if (message.event_id === id) this.#hand(id, message)
    void this.#read()
  }

  async cancel(id: string): Promise<void> {
    await this.#post('cancel', { event_id: id })
  }

  async #post(route: string, body: object): Promise<unknown> {
    const answer = await fetch(`${this.#address.api}/${route}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...body, session_hash: this.hash }),
    }).catch((error: unknown) => {
      void this.#connection.lost()
      throw error
    })
    if (!answer.ok) throw await requestError(answer)
    return (await answer.json()).event_id
  }

  /** Keeps a stream open while runs are pending. */
  async #read(): Promise<void> {
    if (this.#reading) return
    this.#reading = true
    while (this.#listeners.size > 0) {
      const news = await this.#readStream().catch((error: unknown) => {
        // An app that refuses, as after a logout, will do so again.
        if (error instanceof RequestError && error.status < 500) this.#giveUp(error.message)
        return undefined
      })
      if (this.#listeners.size === 0) break
      if (news === undefined) await this.#connection.lost()
      if (news !== true) await new Promise((resolve) => setTimeout(resolve, pause))
    }
    this.#reading = false
  }

  /** Reads one stream to its end; true when it told of a run. */
  async #readStream(): Promise<boolean> {
    const query = new URLSearchParams({ session_hash: this.hash, after: String(this.#seen) })
    const answer = await fetch(`${this.#address.api}/queue/data?${query}`, { cache: 'no-store' })
    const { body } = answer
    if (!answer.ok || body === null) throw await requestError(answer)
    let news = false
    for await (const events of serverSentEvents(chunksOf(body))) {
      for (const { data } of events) {
        const message = readMessage(data)
        if (message !== undefined && this.#take(message)) news = true
      }
    }
    return news
  }

  #take(message: Message): boolean {
    if (typeof message.seq === 'number') this.#seen = message.seq
    if (message.msg === 'unexpected_error') {
      this.#giveUp(message.message ?? '')
      // It may be stopping: then the page waits for the next start of it.
      if (message.session_not_found !== true) void this.#connection.stopping()
      return true
    }
    const id = message.event_id
    if (typeof id !== 'string') return false
    if (this.#listeners.has(id)) this.#hand(id, message)
    else if (this.#joining > 0 && this.#early.length < mostEarly) this.#early.push(message)
    return true
  }

  #giveUp(reason: string): void {
    const pending = [...this.#listeners.values()]
    this.#listeners.clear()
    for (const listener of pending) listener.lost(reason)
  }

  #hand(id: string, message: Message): void {
    const listener = this.#listeners.get(id)
    if (message.msg === 'process_completed') {
      this.#listeners.delete(id)
      if (message.output?.code === 'APP_STOPPED') void this.#connection.stopping()
    }
    listener?.take(message)
  }
}

/** Not every browser can iterate a stream. */
const chunksOf = async function* (body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader()
  try {
    for (;;) {
      const { value, done } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
}
