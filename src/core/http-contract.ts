import type { Fetch } from './options.ts'

/** A request, built before it is sent. */
export interface HttpRequest {
  readonly method?: string | undefined
  readonly url: string
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** A function is asked anew for each try, so that a streamed body can be sent again; an iterable is sent once. */
  readonly body?: string | Uint8Array | AsyncIterable<Uint8Array> | (() => AsyncIterable<Uint8Array>) | undefined
  /** Bytes of an iterable body, when known; sent as Content-Length instead of chunked. */
  readonly length?: number | undefined
  readonly signal?: AbortSignal | undefined
  readonly timeouts?: Partial<Timeouts> | undefined
  /**
   * What may be repeated: `safe` any failure (the request changes nothing), `unsent` only failures before the other side
   * can have taken it (DNS, refused, connect, TLS, 429 and 503), `never`. Default: `safe` for GET and HEAD, `unsent` otherwise.
   * `patient` is `safe` after a 500 too, for services whose 500 passes.
   * Not repeated is what another try cannot help: an unknown name, a certificate not trusted, no answer within `firstByte`.
   */
  readonly retry?: Retry | undefined
  /** Ask for a compressed answer; worth it for large texts over a network. Default false. */
  readonly compress?: boolean | undefined
  /** The connection does not keep the process alive. Default false. */
  readonly background?: boolean | undefined
  /**
   * `follow` (default) at most 10 hops, credentials dropped across origins; `strict` the same, but never from https to http
   * nor from a public host to one of this network; `manual` gives the 3xx back.
   */
  readonly redirect?: 'follow' | 'strict' | 'manual' | undefined
}

export type Retry = 'patient' | 'safe' | 'unsent' | 'never'

/** Milliseconds; 0 means none. */
export interface Timeouts {
  readonly connect: number
  /** From the request's last byte to the answer's head. */
  readonly firstByte: number
  /** Between two pieces of the answer's body, or of the request's when the other side stops taking it. */
  readonly idle: number
}

/** An answer whose body has not been read. Exactly one of the readers must be used, once; `discard` when none is wanted. */
export interface Answer {
  readonly status: number
  readonly ok: boolean
  /** The URL that answered, after redirects. */
  readonly url: string
  /** A header by lower-case name; several `set-cookie` are given by `cookies`. */
  header(name: string): string | undefined
  readonly cookies: readonly string[]
  /** The body as it arrives; leaving the loop closes the connection. */
  chunks(): AsyncIterable<Uint8Array>
  /** At most `limit` bytes (default 64 MiB), TOO_LARGE above. */
  text(limit?: number): Promise<string>
  /** JSON of at most `limit` bytes; BAD_ANSWER when it is none. */
  json(limit?: number): Promise<unknown>
  /** Reads a short rest so the connection can serve again, or closes it. */
  discard(): Promise<void>
}

/** The one door through which hfn speaks HTTP. */
export interface Http {
  (request: HttpRequest): Promise<Answer>
  /** Closes idle connections; running requests are left alone. */
  close(): void
}

/** A pause before the same request is sent again, because the other side asked for it. */
export interface AskedWait {
  readonly seconds: number
  readonly status: number
  readonly origin: string
}

export interface HttpOptions {
  readonly fetch?: Fetch | undefined
  /** Sent to `origin` only. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly origin?: string | undefined
  readonly timeouts?: Partial<Timeouts> | undefined
  /** Tries in all (default 4). */
  readonly tries?: number | undefined
  /** Seconds the other side may ask us to wait before that counts as a refusal; default 60. */
  readonly patience?: number | undefined
  /** Told before each wait that the other side asked for. */
  readonly onWait?: ((wait: AskedWait) => void) | undefined
  /** Proxy variables are read from here; default `process.env` where there is one. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined
}
