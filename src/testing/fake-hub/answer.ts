import { randomUUID } from 'node:crypto'

/** A body that is sent as it is made. */
export interface BodyStream {
  readonly chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>
  /** Bytes, when known before; announced then. */
  readonly length?: number | undefined
  /** The byte of the file its first byte is; default 0. */
  readonly start?: number | undefined
}

/** What a route answers. */
export interface HubAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Values of Set-Cookie. */
  readonly cookies?: readonly string[] | undefined
  readonly body?: string | Uint8Array | BodyStream | undefined
}

type Headers = Readonly<Record<string, string>>

/** X-Error-Code of an answer that clients tell apart by it. */
export type ErrorCode = 'RepoNotFound' | 'RevisionNotFound' | 'EntryNotFound' | 'GatedRepo' | 'Conflict' | 'RepoExists'

export const json = (value: unknown, status = 200, headers: Headers = {}): HubAnswer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(value),
})

export const text = (body: string, status = 200, headers: Headers = {}): HubAnswer => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8', ...headers },
  body,
})

export const redirect = (status: number, location: string, headers: Headers = {}): HubAnswer =>
  text(`${status === 302 ? 'Found' : 'Temporary Redirect'}. Redirecting to ${location}`, status, {
    location,
    ...headers,
  })

/** Server-sent events, each with this value as its data. */
export const events = (values: AsyncIterable<unknown> | Iterable<unknown>): HubAnswer => ({
  status: 200,
  headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' },
  body: { chunks: lines(values) },
})

async function* lines(values: AsyncIterable<unknown> | Iterable<unknown>): AsyncIterable<Uint8Array> {
  for await (const value of values) yield Buffer.from(`data: ${JSON.stringify(value)}\n\n`)
}

/** An error as the Hub writes it: in the body and in X-Error headers. */
export const failure = (
  status: number,
  message: string,
  { code, ...more }: { code?: ErrorCode | undefined } & Readonly<Record<string, unknown>> = {},
): HubAnswer =>
  json({ error: message, ...more }, status, {
    'x-error-message': message,
    ...(code === undefined ? {} : { 'x-error-code': code }),
  })

/** Thrown by a route to answer with a failure from wherever it is. */
export class Refusal extends Error {
  readonly answer: HubAnswer

  constructor(answer: HubAnswer) {
    super(`The fake Hub answers ${answer.status}`)
    this.answer = answer
  }
}

export const refuse = (...failed: Parameters<typeof failure>): Refusal => new Refusal(failure(...failed))

/** An id of a request, as Amazon's load balancers before the Hub write it. */
export const requestId = (): string =>
  `Root=1-${randomUUID()
    .replaceAll('-', '')
    .replace(/^(.{8})/, '$1-')}`
