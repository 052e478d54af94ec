import { HfnError } from '../core/error.ts'
import { duration } from './duration.ts'

const isUp = (): HfnError =>
  new HfnError('TIMEOUT', 'The time given with --timeout is up', { hint: 'Give it more, such as --timeout 5m.' })

/** A signal that aborts on Ctrl-C, and when the time of `--timeout` is up. @throws BAD_USAGE for what is no time */
export const limited = (signal: AbortSignal, timeout: string | undefined): AbortSignal => {
  if (timeout === undefined) return signal
  const limit = new AbortController()
  setTimeout(() => limit.abort(isUp()), duration(timeout, '--timeout')).unref()
  return AbortSignal.any([signal, limit.signal])
}
