import { HfnError } from '../core/error.ts'
import { redactUrl } from '../core/secret.ts'

/**
 * The address of a Redis, read.
 * @throws BAD_USAGE for another kind of address
 */
export const redisAddress = (text: string): URL => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url !== undefined && (url.protocol === 'redis:' || url.protocol === 'rediss:') && url.hostname !== '') return url
  throw new HfnError('BAD_USAGE', `${redactUrl(text) || 'Nothing'} is no address of a Redis`, {
    hint: 'Give one such as redis://localhost:6379, or rediss://localhost:6380 for TLS.',
  })
}
