import { HfnError } from '../../core/error.ts'
import type { Answer } from '../../core/http.ts'

/** Bytes a second below which a connection counts as dead. */
const slowest = 128

/** Told of every piece of a body; throws TIMEOUT when a connection that is not silent brings next to nothing for `milliseconds`. */
export const speedWatch = ({ url }: Answer, milliseconds = 0): ((bytes: number) => void) => {
  let since = performance.now()
  let received = 0
  return (bytes) => {
    received += bytes
    const elapsed = performance.now() - since
    if (milliseconds === 0 || elapsed < milliseconds) return
    if (received < (slowest * elapsed) / 1000)
      throw new HfnError('TIMEOUT', `${new URL(url).origin} sends less than ${slowest} bytes a second`, {
        hint: 'Check the network, and try again.',
      })
    since = performance.now()
    received = 0
  }
}
