import { HfnError, type ErrorCode } from '../core/error.ts'
import type { Output } from '../wire/message.ts'

/** HTTP status of errors that carry none. */
const statuses: Partial<Record<ErrorCode, number>> = {
  BAD_ARGUMENT: 422,
  BAD_FILE: 400,
  NOT_FOUND: 404,
  NO_SUCH_FUNCTION: 404,
  TOO_LARGE: 413,
  QUEUE_FULL: 503,
  APP_STOPPED: 503,
}

/** Seconds a caller is asked to wait when there is no room. */
const retryAfter = '5'

/** An error as an answer: `{"detail": message}`; of errors that are not ours only an id is told, which the app's log has too. */
export const failureResponse = (error: unknown, id?: string): Response => {
  if (!HfnError.is(error)) return Response.json({ detail: 'Internal Server Error', id }, { status: 500 })
  const status = error.details.status ?? statuses[error.code] ?? 500
  const headers: Record<string, string> = status === 503 ? { 'retry-after': retryAfter } : {}
  return Response.json({ detail: error.message, code: error.code }, { status, headers })
}

export const notFound = (): Response => Response.json({ detail: 'Not Found' }, { status: 404 })

export const noSuchFunction = (name: unknown): HfnError =>
  new HfnError('NO_SUCH_FUNCTION', `There is no function ${JSON.stringify(name) ?? ''}`, { status: 404 })

/** What runs end with when the app closes; clients look for this very text. */
export const serverStopped = (): HfnError => new HfnError('APP_STOPPED', 'Server stopped unexpectedly.')

/** A failure as callers may see it: errors meant for them in full, of any other only an id to ask the app's author about. */
export const failureOf = (error: unknown, id: string, showErrors = false): Output => {
  const meant = HfnError.is(error) && (error.cause === undefined || showErrors)
  if (meant) return { error: error.message, title: error.details.title ?? 'Error', code: error.code }
  const text = showErrors ? messageOf(error) : `The function failed. The app's log tells why, under ${id}.`
  return { error: text, title: 'Error', code: 'FUNCTION_FAILED' }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
