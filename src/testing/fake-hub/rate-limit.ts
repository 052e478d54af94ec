import type { HubAnswer } from './answer.ts'
import { failure } from './answer.ts'

/** Seconds of the Hub's window. */
const window = 300

type Bucket = 'api' | 'resolvers' | 'pages'

const bucketOf = (path: string): Bucket => {
  if (/^\/api\/resolve-cache\/|\/(resolve|raw)\//.test(path)) return 'resolvers'
  return path.startsWith('/api/') || path.startsWith('/oauth/') ? 'api' : 'pages'
}

/** Counts requests of each visitor in windows of five minutes, as the Hub does. */
export class RateLimit {
  readonly #limit: number
  readonly #counts = new Map<string, { used: number; readonly until: number }>()

  constructor(limit: number) {
    this.#limit = limit
  }

  /** Counts a request: the headers that say so, and the refusal when it is one too many. */
  count(visitor: string, path: string): { headers: Record<string, string>; refused: HubAnswer | undefined } {
    const bucket = bucketOf(path)
    const key = `${bucket}:${visitor}`
    const now = Date.now()
    const old = this.#counts.get(key)
    const count = old !== undefined && old.until > now ? old : { used: 0, until: now + window * 1_000 }
    this.#counts.set(key, count)
    count.used++
    const left = Math.max(0, this.#limit - count.used)
    const headers = {
      ratelimit: `"${bucket}";r=${left};t=${Math.ceil((count.until - now) / 1_000)}`,
      'ratelimit-policy': `"fixed window";"${bucket}";q=${this.#limit};w=${window}`,
    }
    const refused =
      count.used > this.#limit
        ? failure(429, `We had to rate limit you: ${this.#limit} requests in 5 minutes`)
        : undefined
    return { headers, refused }
  }
}
