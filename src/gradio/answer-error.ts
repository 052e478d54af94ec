import type { Answer } from '../core/http.ts'
import { exitStatus, HfnError, type ErrorCode, type Fault } from '../core/error.ts'
import { isRecord } from '../core/record.ts'
import { printable } from '../core/secret.ts'

/** How much of a stranger's answer is looked at for its reason. */
const glance = 64 * 1024

interface Meaning {
  readonly code: ErrorCode
  readonly hint: string
}

const meanings: Readonly<Record<number, Meaning>> = {
  401: { code: 'LOGIN_NEEDED', hint: 'Log in with --auth user:password, or give --token for a private Space.' },
  403: { code: 'FORBIDDEN', hint: 'The app refuses this; another login or token may be allowed to.' },
  404: { code: 'NOT_FOUND', hint: 'See what the app offers: hfn info <app>' },
  413: { code: 'TOO_LARGE', hint: 'Send a smaller file.' },
  422: { code: 'BAD_ARGUMENT', hint: 'See what the function takes: hfn info <app> <function>' },
  429: { code: 'RATE_LIMITED', hint: 'Wait, then try again.' },
  503: { code: 'QUEUE_FULL', hint: 'Too many are waiting; try again later.' },
}

/** Where one status has several meanings. */
const hints: Readonly<Record<string, string>> = { APP_STOPPED: 'Try again in a moment.' }

/** The reasons FastAPI and Gradio's validators give for a 422: one message per parameter. */
const faultsOf = (detail: unknown): Fault[] =>
  (Array.isArray(detail) ? detail : []).filter(isRecord).flatMap((entry) => {
    const message = entry['message'] ?? entry['msg']
    if (typeof message !== 'string' || entry['is_valid'] === true) return []
    const place = Array.isArray(entry['loc']) ? entry['loc'].join('.') : ''
    return [
      {
        parameter: typeof entry['parameter_name'] === 'string' ? entry['parameter_name'] : place,
        message: printable(message),
      },
    ]
  })

interface Reason {
  readonly reason: string | undefined
  readonly faults: Fault[]
  /** What an hfn server calls it. */
  readonly code?: ErrorCode | undefined
}

const codeOf = (body: unknown): ErrorCode | undefined =>
  Object.keys(exitStatus).find((code): code is ErrorCode => isRecord(body) && code === body['code'])

const reasonOf = (text: string): Reason => {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    // A stack trace or a page is nothing to show; one plain line is.
    const plain = printable(text).trim()
    return { reason: plain.length > 0 && plain.length < 200 && !/[<\n]/.test(plain) ? plain : undefined, faults: [] }
  }
  const detail = isRecord(body) ? (body['detail'] ?? body['error']) : body
  const faults = faultsOf(detail)
  if (faults.length > 0)
    return { reason: faults.map((fault) => `${fault.parameter}: ${fault.message}`).join('; '), faults }
  const inner = isRecord(detail) ? (detail['error'] ?? detail['auth_message']) : detail
  return { reason: typeof inner === 'string' ? printable(inner).slice(0, 500) : undefined, faults, code: codeOf(body) }
}

/** Turns an answer that is no success into the error it means; reads and ends the answer. */
export const answerError = async (answer: Answer, doing: string): Promise<HfnError> => {
  const text = await answer.text(glance).catch(() => '')
  const { reason, faults, code } = reasonOf(text)
  const { status } = answer
  const meaning = meanings[status]
  const wait = Number(answer.header('retry-after'))
  return new HfnError(
    code ?? meaning?.code ?? (status >= 500 ? 'FUNCTION_FAILED' : 'BAD_ANSWER'),
    `The app would not ${doing}: ${reason ?? 'it gave no reason'} (HTTP ${status})`,
    {
      status,
      hint: hints[code ?? ''] ?? meaning?.hint ?? 'Its own log says more.',
      faults: faults.length > 0 ? faults : undefined,
      retryAfter: Number.isFinite(wait) && wait > 0 ? wait : undefined,
    },
  )
}
