import type { Redis } from 'ioredis'
import { HfnError } from '../../core/error.ts'
import type { SessionState, SessionStore } from '../session-store.ts'
import type { Keys } from './keys.ts'

/** Bytes the state of one session may have. */
const largest = 1024 * 1024

export interface SessionsOptions {
  readonly redis: Redis
  readonly keys: Keys
  /** Milliseconds a state is kept after its last use. */
  readonly keep: number
}

/**
 * States of sessions as JSON, for all processes. Of two runs of one session that end at once, the later one's state stays.
 * Saving throws TOO_LARGE beyond 1 MiB.
 */
export const redisSessions = ({ redis, keys, keep }: SessionsOptions): SessionStore => ({
  async open(session) {
    const text = await redis.getex(keys.of('state', session), 'PX', keep)
    return text === null ? {} : (JSON.parse(text) as SessionState)
  },
  async save(session, state) {
    const text = JSON.stringify(state)
    const size = Buffer.byteLength(text)
    if (size > largest) {
      throw new HfnError('TOO_LARGE', `The state of a session has ${size} bytes; it may have ${largest}.`, {
        hint: 'Keep large values in files, and their names in the state.',
      })
    }
    await redis.set(keys.of('state', session), text, 'PX', keep)
  },
  close() {},
})
