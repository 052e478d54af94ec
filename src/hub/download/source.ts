import { HfnError } from '../../core/error.ts'
import type { Answer } from '../../core/http.ts'
import { placeOf } from '../../core/redirect.ts'
import { askedWait } from '../../core/retry.ts'
import { oneLine } from '../../core/secret.ts'
import type { TreeFile } from '../cache/contract.ts'
import { checkBody, checkClaims } from './check-answer.ts'
import { addressOf, getBytes } from './get-bytes.ts'
import type { Asking } from './job.ts'
import type { Span } from './span.ts'
import { Trouble, mendable } from './trouble.ts'

/** Redirects one request for a file may take: two are usual. */
const hops = 8

/** Seconds that are waited for at most: the Hub counts requests in windows of five minutes. */
const patience = 310

/** Statuses that pass, of the Hub itself. */
const passing: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504])

/** The address that served last, and what it called its content. */
interface Place {
  readonly url: string
  readonly etag: string | undefined
}

/** A store's refusal: its address may have run out, or it has a bad day. */
const refusal = (answer: Answer, file: TreeFile): HfnError => {
  const { status } = answer
  const message = `${new URL(answer.url).origin} answers with status ${status} for ${oneLine(file.path)}`
  return new HfnError(status === 429 ? 'RATE_LIMITED' : 'UNREACHABLE', message, {
    hint: 'It has troubles of its own; try again later.',
    status,
    retryAfter: askedWait((name) => answer.header(name)),
  })
}

/** Where the bytes of one file come from: the Hub says where, once for all parts, and again when that address has run out. */
export class Source {
  readonly #asking: Asking
  readonly #file: TreeFile
  readonly #origin: string
  #place: Place | undefined
  /** Settles when the first part has found the place. */
  #finding: Promise<void> | undefined

  constructor(asking: Asking, file: TreeFile) {
    this.#asking = asking
    this.#file = file
    this.#origin = new URL(asking.hub.endpoint).origin
  }

  /** The answer with the bytes of the span, or of the whole file; checked but for its bytes. @throws Trouble where trying again may help */
  async open(span: Span | undefined, signal: AbortSignal): Promise<Answer> {
    await this.#finding
    await this.#asking.gate.pass(signal)
    const place = this.#place
    if (place === undefined && this.#finding !== undefined) return this.open(span, signal)
    try {
      if (place !== undefined) return await this.#again(place, span, signal)
      const found = this.#find(span, signal)
      this.#finding = found.then(
        () => {},
        () => {},
      )
      return await found.finally(() => (this.#finding = undefined))
    } catch (failure) {
      // Addresses run out, and a store may have a bad day: the Hub is asked for the next.
      if (this.#place === place) this.#place = undefined
      throw this.#weigh(failure, signal, place !== undefined)
    }
  }

  async #again(place: Place, span: Span | undefined, signal: AbortSignal): Promise<Answer> {
    const answer = await getBytes(this.#asking, place.url, { span, signal, etag: place.etag })
    try {
      this.#check(answer, span)
      const etag = answer.header('etag')
      if (place.etag === undefined || etag === undefined || etag === place.etag) return answer
    } catch (failure) {
      await answer.discard()
      throw failure
    }
    await answer.discard()
    throw new Trouble(new HfnError('CORRUPT', `${oneLine(this.#file.path)} changed while it was fetched`), 'whole')
  }

  /** Goes from the Hub to where the bytes are, and remembers that place. */
  async #find(span: Span | undefined, signal: AbortSignal): Promise<Answer> {
    const { path } = this.#file
    const found = this.#asking.where?.()
    let url = found?.url ?? addressOf(this.#asking, path)
    let answer = found?.answer
    if (span !== undefined) {
      await answer?.discard()
      answer = undefined
    }
    for (let hop = 0; hop <= hops; hop++) {
      answer ??= await getBytes(this.#asking, url, { span, signal })
      try {
        const next = placeOf(answer, new URL(url), true)
        if (url.startsWith(`${this.#origin}/`) && answer.status < 400)
          checkClaims(answer, this.#file, this.#asking.repo.revision ?? '')
        if (next === undefined) {
          this.#check(answer, span)
          const etag = answer.header('etag')
          this.#place = { url, etag: etag?.startsWith('"') ? etag : undefined }
          return answer
        }
        url = next.href
      } catch (failure) {
        await answer.discard()
        throw failure
      }
      await answer.discard()
      answer = undefined
    }
    throw new HfnError('BAD_ANSWER', `${this.#origin} redirects without end for ${oneLine(this.#file.path)}`, {
      hint: 'Check HF_ENDPOINT; a login page may stand in the way.',
    })
  }

  /** The answer, when it is one that has the bytes. */
  #check(answer: Answer, span: Span | undefined): void {
    if (answer.status < 400) return checkBody(answer, this.#file, span)
    throw refusal(answer, this.#file)
  }

  /** What a failure means for the next try, which may be at a new address; closes the gate when the Hub asks to wait. */
  #weigh(failure: unknown, signal: AbortSignal, renewable: boolean): unknown {
    if (!HfnError.is(failure)) return failure
    const { gate, hub } = this.#asking
    const { status, retryAfter: seconds } = failure.details
    if (status === undefined) return mendable(failure, signal)
    if (seconds !== undefined && seconds > patience) return failure
    if (seconds !== undefined && gate.close(seconds)) hub.options.onWait?.({ seconds, status, origin: this.#origin })
    if (status === 416) return new Trouble(failure, 'whole')
    const passes = renewable || passing.has(status) || failure.code === 'UNREACHABLE'
    return passes ? new Trouble(failure, 'again') : failure
  }
}
