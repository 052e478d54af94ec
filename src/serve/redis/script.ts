import { createHash } from 'node:crypto'
import type { Redis } from 'ioredis'

/** A Lua script: all of it happens, with nothing in between, or nothing. */
export interface Script {
  run(redis: Redis, keys: readonly string[], values: readonly (string | number)[]): Promise<unknown>
}

/** Sent whole only when the server does not know it yet. */
export const script = (text: string): Script => {
  const hash = createHash('sha1').update(text).digest('hex')
  return {
    async run(redis, keys, values) {
      try {
        return await redis.evalsha(hash, keys.length, ...keys, ...values)
      } catch (error) {
        if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error
        return redis.eval(text, keys.length, ...keys, ...values)
      }
    },
  }
}
