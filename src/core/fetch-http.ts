import { abortReason } from './abort.ts'
import { BodyAnswer } from './answer.ts'
import { unreadable } from './body.ts'
import { HfnError } from './error.ts'
import { webAddress, type Exchange, type Failure, type HeaderList, type Transport } from './exchange.ts'
import { broken, failure } from './failure.ts'
import type { Answer } from './http-contract.ts'
import type { Fetch } from './options.ts'
import { Watch } from './watch.ts'

type Reader = ReadableStreamDefaultReader<Uint8Array>

/** An answer of a `fetch`. */
class FetchAnswer extends BodyAnswer {
  readonly #headers: Headers
  readonly #reader: Reader | undefined
  readonly #watch: Watch

  constructor(
    { status, headers }: Response,
    { url, reader, watch }: { url: URL; reader: Reader | undefined; watch: Watch },
  ) {
    super(status, url)
    this.#headers = headers
    this.#reader = reader
    this.#watch = watch
    watch.rest()
  }

  header(name: string): string | undefined {
    return this.#headers.get(name) ?? undefined
  }

  get cookies(): readonly string[] {
    return this.#headers.getSetCookie()
  }

  protected async *pieces(): AsyncGenerator<Uint8Array> {
    let bytes = 0
    try {
      while (this.#reader) {
        this.#watch.expect('idle')
        const { done, value } = await this.#reader.read()
        this.#watch.rest()
        if (this.#watch.reason) throw this.#watch.reason
        if (done) return
        bytes += value.length
        yield value
      }
    } catch (cause) {
      throw this.#watch.reason ?? (HfnError.is(cause) ? cause : broken(this.url, bytes, cause))
    } finally {
      await this.drop()
    }
  }

  protected async drop(): Promise<void> {
    this.#watch.end()
    // Not awaited: a stream may take its time to end, and nobody wants to know.
    this.#reader?.cancel().catch(() => {})
  }
}

const pairs = (headers: HeaderList): [string, string][] =>
  headers.flatMap((value, index) => (index % 2 === 1 ? [[headers[index - 1] ?? '', value]] : []))

/** A body as `fetch` takes it; `moved` is told of each piece, `failed` when there is none to be had. */
const bodyOf = (
  { body }: Exchange,
  moved: () => unknown,
  failed: (error: HfnError) => void,
): Exclude<RequestInit['body'], undefined> => {
  if (body === undefined || typeof body === 'string' || body instanceof Uint8Array) return body ?? null
  const iterator = (typeof body === 'function' ? body() : body)[Symbol.asyncIterator]()
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        moved()
        const { done, value } = await iterator.next()
        if (done) controller.close()
        else controller.enqueue(value)
      } catch (cause) {
        failed(unreadable(cause))
        controller.error(cause)
      }
    },
    async cancel() {
      await iterator.return?.()
    },
  })
}

/** The HTTP of a `fetch`; redirects are given back where it can, for the house has its own rule about credentials. */
export const fetchTransport = (fetch: Fetch): Transport => {
  const send = (exchange: Exchange): Promise<Answer | Failure> =>
    new Promise((settle) => {
      const controller = new AbortController()
      let reader: Reader | undefined
      const fail = (cause: unknown): void => {
        watch.end()
        settle(failure(cause, { place: exchange.url.origin, connected: true, reused: false }))
        controller.abort(cause)
        // A fetch that does not obey the signal still lets go of its reader.
        reader?.cancel().catch(() => {})
      }
      const watch = new Watch(exchange, fail)
      if (exchange.signal?.aborted) return fail(abortReason(exchange.signal))
      const { href } = exchange.url
      const init = {
        method: exchange.method,
        headers: pairs(exchange.headers),
        body: bodyOf(exchange, () => reader ?? watch.expect('firstByte'), fail),
        redirect: 'manual',
        signal: controller.signal,
        duplex: 'half',
      } as const
      const answer = async (): Promise<void> => {
        let response = await fetch(href, init)
        // A browser hides where a redirect leads; it follows by its own rules.
        if (response.type === 'opaqueredirect') response = await fetch(href, { ...init, redirect: 'follow' })
        reader = response.body?.getReader()
        // A fetch that did not obey the signal has an answer nobody waits for.
        if (watch.reason) return void reader?.cancel().catch(() => {})
        settle(new FetchAnswer(response, { url: webAddress(response.url) ?? exchange.url, reader, watch }))
      }
      watch.expect('firstByte')
      answer().catch(fail)
    })
  return { send, close: () => {} }
}
