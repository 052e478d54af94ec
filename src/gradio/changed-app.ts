import { HfnError } from '../core/error.ts'

const gone: ReadonlySet<string> = new Set(['STREAM_BROKEN', 'APP_STOPPED', 'UNREACHABLE'])

/** True when the app went away, and may come back as another. */
export const hasGone = (error: unknown): boolean => HfnError.is(error) && gone.has(error.code)

/**
 * What a refusal of a call that the app has not taken may mean; an hfn server answers 409 to a join that names another app.
 */
export const refusalOf = (error: unknown): 'another app' | 'perhaps changed' | undefined => {
  if (!HfnError.is(error) || error.details.eventId !== undefined) return undefined
  const { status } = error.details
  if (status === 409) return 'another app'
  return status === 404 || status === 422 || status === 500 ? 'perhaps changed' : undefined
}
