import { HfnError, type ErrorCode } from '../core/error.ts'

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

/** An error as an answer: `{"detail": message}`; nothing is told of errors that are not ours. */
export const failureResponse = (error: unknown): Response => {
  if (!HfnError.is(error)) return Response.json({ detail: 'Internal Server Error' }, { status: 500 })
  const status = error.details.status ?? statuses[error.code] ?? 500
  const headers: Record<string, string> = status === 503 ? { 'retry-after': retryAfter } : {}
  return Response.json({ detail: error.message, code: error.code }, { status, headers })
}

export const notFound = (): Response => Response.json({ detail: 'Not Found' }, { status: 404 })

export const noSuchFunction = (name: unknown): HfnError =>
  new HfnError('NO_SUCH_FUNCTION', `There is no function ${JSON.stringify(name) ?? ''}`, { status: 404 })
