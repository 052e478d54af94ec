import type { HfnError } from '../../core/error.ts'
import { redisAddress } from '../redis-address.ts'

export interface RedisQueueOptions {
  /** `web` accepts runs and tells of them, `worker` only runs them, `all` does both. Default `all`. */
  readonly role?: 'all' | 'web' | 'worker' | undefined
  /** Begins every key, so that several apps can share one Redis; the processes of one app name the same. Default `hfn`. */
  readonly prefix?: string | undefined
  /** Milliseconds a finished result can be read; as `timings.results` of the app. Default 600,000. */
  readonly results?: number | undefined
  /** Milliseconds the state of a session is kept after its last use; as `timings.sessions` of the app. Default 3,600,000. */
  readonly sessions?: number | undefined
  /** Milliseconds without a sign of life after which a worker is lost and its runs are given to another one. Default 30,000. */
  readonly lockDuration?: number | undefined
  /** Told when Redis cannot be reached or refuses a command; no password stands in what it is told. */
  readonly onError?: ((error: HfnError) => void) | undefined
}

export interface RedisSettings {
  readonly url: URL
  readonly works: boolean
  readonly prefix: string
  readonly results: number
  readonly sessions: number
  readonly lockDuration: number
  readonly onError: (error: HfnError) => void
}

/** The options with every default filled in. */
export const redisSettings = (url: string, options: RedisQueueOptions): RedisSettings => ({
  url: redisAddress(url),
  works: options.role !== 'web',
  prefix: options.prefix ?? 'hfn',
  results: options.results ?? 600_000,
  sessions: options.sessions ?? 3_600_000,
  lockDuration: options.lockDuration ?? 30_000,
  onError: (error) => {
    try {
      options.onError?.(error)
    } catch {
      // There is nobody else to tell.
    }
  },
})
