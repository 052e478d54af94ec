import { HfnError } from './error.ts'
import { failed, resendable, type Exchange, type Failure } from './exchange.ts'
import type { Answer, HttpOptions, Retry } from './http-contract.ts'
import { pause } from './pause.ts'

/** Seconds an answer may ask us to wait before it counts as a refusal, unless the caller says otherwise. */
const usualPatience = 60

/** Milliseconds to wait before try `attempt` (1 is the first repetition): full jitter, 0.5 s doubled up to 8 s. */
export const jitter = (attempt: number): number => Math.random() * Math.min(8000, 500 * 2 ** (attempt - 1))

/** Seconds until the latest date that counts, three centuries: what is later may have no name in the calendar. */
const latest = 1e10

/**
 * Seconds the other side asks to wait, from `Retry-After` (seconds or date, RFC 9110 §10.2.3) or the `t` of a `RateLimit`
 * that has nothing left (draft-ietf-httpapi-ratelimit-headers); undefined when it does not say.
 */
export const askedWait = (header: (name: string) => string | undefined, now = Date.now()): number | undefined => {
  const after = header('retry-after')?.trim()
  if (after !== undefined && /^\d{1,9}(\.\d{1,9})?$/.test(after)) return Number(after)
  const date = after === undefined || after.length > 40 ? Number.NaN : Date.parse(after)
  if (!Number.isNaN(date)) return Math.min(latest, Math.max(0, (date - now) / 1000))
  const limit = header('ratelimit')?.slice(0, 1000)
  if (limit === undefined || !/;\s*r=0\b/.test(limit)) return undefined
  const seconds = /;\s*t=(\d{1,9})/.exec(limit)?.[1]
  // One second more, for the window is counted in whole ones.
  return seconds === undefined ? undefined : Number(seconds) + 1
}

/** Statuses worth another try; for requests that may change something only the two that say nothing was taken. */
const repeatable: Record<Retry, ReadonlySet<number>> = {
  patient: new Set([408, 429, 500, 502, 503, 504]),
  safe: new Set([408, 429, 502, 503, 504]),
  unsent: new Set([429, 503]),
  never: new Set(),
}

const tooLong = (answer: Answer, seconds: number): HfnError =>
  new HfnError(
    'RATE_LIMITED',
    `${new URL(answer.url).origin} asks to wait ${Math.ceil(seconds)} s before the next request`,
    {
      hint: `Try again after ${new Date(Date.now() + seconds * 1000).toISOString().slice(0, 19)}Z.`,
      status: answer.status,
      retryAfter: Math.ceil(seconds),
    },
  )

/** How often, and how long, one request is tried. */
interface Rules extends Pick<HttpOptions, 'tries' | 'patience' | 'onWait'> {
  readonly retry: Retry | undefined
}

/** Milliseconds to wait before sending again; undefined when this outcome stands. */
const waitAfter = (
  outcome: Answer | Failure,
  { kind, attempt, patience = usualPatience }: Rules & { kind: Retry; attempt: number },
): number | undefined => {
  if (failed(outcome)) {
    if (outcome.final || kind === 'never' || (kind === 'unsent' && !outcome.unsent)) return undefined
    return outcome.stale ? 0 : jitter(attempt)
  }
  const seconds = askedWait((name) => outcome.header(name))
  if (seconds !== undefined && seconds > patience) {
    if (!repeatable.unsent.has(outcome.status)) return undefined
    void outcome.discard()
    throw tooLong(outcome, seconds)
  }
  if (!repeatable[kind].has(outcome.status)) return undefined
  return seconds === undefined ? jitter(attempt) : seconds * 1000
}

const tell = (answer: Answer, onWait: HttpOptions['onWait']): void => {
  const seconds = onWait && askedWait((name) => answer.header(name))
  if (seconds !== undefined) onWait?.({ seconds, status: answer.status, origin: new URL(answer.url).origin })
}

/** True for a status that may be worth another try. */
export const troubled = (status: number): boolean => repeatable.patient.has(status)

/**
 * Sends again until there is an answer, at most `tries` times in all; throws the last failure, or RATE_LIMITED when the other
 * side asks for a wait of more than a minute. A request that may have been taken is sent again only when `retry` is `safe`: a
 * connection that dies without an answer looks the same whether the other side never read the request or is working on it.
 */
export const sendAgain = async (
  send: (exchange: Exchange) => Promise<Answer | Failure>,
  exchange: Exchange,
  first: Answer | Failure,
  rules: Rules,
): Promise<Answer> => {
  const { retry, tries = 4 } = rules
  const kind = retry ?? (exchange.method === 'GET' || exchange.method === 'HEAD' ? 'safe' : 'unsent')
  let outcome = first
  for (let attempt = 1; failed(outcome) || troubled(outcome.status); attempt++) {
    const again = attempt < tries && (resendable(exchange.body) || (failed(outcome) && !outcome.reached))
    const wait = waitAfter(outcome, { ...rules, kind, attempt })
    if (!again || wait === undefined) {
      if (failed(outcome)) throw outcome.error
      return outcome
    }
    if (!failed(outcome)) {
      tell(outcome, rules.onWait)
      await outcome.discard()
    }
    await pause(wait, exchange.signal, { background: exchange.background })
    outcome = await send(exchange)
  }
  return outcome
}
