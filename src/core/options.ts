/** A `fetch`: the global one, or anything shaped like it, such as the `fetch` of a served app. */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>

/** What every asynchronous function of hfn accepts; never changed by the callee. */
export interface Options {
  /** Ends the work; the error is then the signal's reason as CANCELLED or TIMEOUT. */
  readonly signal?: AbortSignal | undefined
}

/** How to reach another machine. */
export interface ConnectionOptions extends Options {
  /** Used instead of hfn's own HTTP; redirects, proxies and timeouts are then its business. */
  readonly fetch?: Fetch | undefined
  /** Sent with every request to the origin named by the caller, and to no other. */
  readonly headers?: Readonly<Record<string, string>> | undefined
}
