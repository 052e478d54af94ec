import { collect, decode, defaultLimit } from './body.ts'
import { HfnError } from './error.ts'
import type { Answer } from './http-contract.ts'
import { oneLine } from './secret.ts'

/** What the answers of every transport have in common: one body, read once, in one of several ways. */
export abstract class BodyAnswer implements Answer {
  readonly status: number
  readonly ok: boolean
  readonly #url: URL
  #taken = false

  constructor(status: number, url: URL) {
    this.status = status
    this.ok = status >= 200 && status < 300
    this.#url = url
  }

  get url(): string {
    return this.#url.href
  }

  abstract header(name: string): string | undefined
  abstract readonly cookies: readonly string[]
  /** The body as it arrives. */
  protected abstract pieces(): AsyncIterable<Uint8Array>
  /** Ends the exchange without the body. */
  protected abstract drop(): Promise<void>

  /** The whole body, at most `limit` bytes. */
  protected whole(limit: number): Promise<Uint8Array> {
    return collect(this.pieces(), this.url, limit)
  }

  chunks(): AsyncIterable<Uint8Array> {
    this.#take()
    return this.pieces()
  }

  async text(limit = defaultLimit): Promise<string> {
    this.#take()
    return decode(await this.whole(limit))
  }

  async json(limit = defaultLimit): Promise<unknown> {
    this.#take()
    const text = decode(await this.whole(limit))
    try {
      return JSON.parse(text)
    } catch (cause) {
      const seen = text.trim() === '' ? 'nothing' : `"${oneLine(text, 60)}"`
      throw new HfnError('BAD_ANSWER', `${this.url} answered no JSON but ${seen}`, {
        hint: 'Check the address: this may be a login page, an error page or another kind of server.',
        cause,
        status: this.status,
      })
    }
  }

  async discard(): Promise<void> {
    if (this.#taken) return
    this.#taken = true
    await this.drop()
  }

  #take(): void {
    if (this.#taken) throw new HfnError('INTERNAL', `The answer of ${this.url} was read before`)
    this.#taken = true
  }
}
