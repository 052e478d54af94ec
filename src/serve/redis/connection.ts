import type * as bullmq from 'bullmq'
import type { Redis, RedisOptions } from 'ioredis'
import { HfnError } from '../../core/error.ts'
import { redact } from '../../core/secret.ts'
import type { RedisSettings } from './options.ts'

export interface Packages {
  readonly Redis: typeof Redis
  readonly bullmq: typeof bullmq
}

/** The packages that speak to Redis: an app without it needs neither. */
export const loadPackages = async (): Promise<Packages> => {
  try {
    const [{ Redis }, bullmq] = await Promise.all([import('ioredis'), import('bullmq')])
    return { Redis, bullmq }
  } catch (cause) {
    throw new HfnError('BAD_USAGE', 'A queue on Redis needs the packages bullmq and ioredis', {
      hint: 'npm install bullmq ioredis',
      cause,
    })
  }
}

/** Milliseconds a caller waits at most for Redis. */
const patience = 5_000

export interface Connections {
  /** For what somebody waits for: fails at once when Redis is away. */
  readonly commands: Redis
  /** For what must not be lost: waits until Redis is back. */
  readonly lasting: Redis
  /** For what others tell. */
  readonly subscriber: Redis
  /** Resolves when the first attempt to connect has ended, well or not. */
  readonly attempted: Promise<void>
  close(): void
}

type Options = Omit<RedisOptions, 'replyMapping'>

const shared: Options = {
  // What all servers speak, with one form of answers.
  protocol: 2,
  retryStrategy: (attempts) => Math.min(50 * 2 ** attempts, 2_000),
  // The server that was reached became a replica of another.
  reconnectOnError: ({ message }) => (message.startsWith('READONLY') ? 2 : false),
}

export const connect = ({ Redis }: Packages, { url, onError }: RedisSettings): Connections => {
  const open = (options: Options): Redis =>
    new Redis(url.href, { ...shared, ...options }).on('error', (error: Error) => onError(redisError(error, url)))
  const commands = open({ maxRetriesPerRequest: 0, enableOfflineQueue: false, commandTimeout: patience })
  const lasting = open({ maxRetriesPerRequest: null })
  const subscriber = open({ maxRetriesPerRequest: null })
  const attempted = new Promise<void>((resolve) => {
    commands.once('ready', () => resolve()).once('close', () => resolve())
  })
  return {
    commands,
    lasting,
    subscriber,
    attempted,
    close() {
      for (const redis of [commands, lasting, subscriber]) redis.disconnect()
    },
  }
}

/** What went wrong, without the command it went wrong with: that may hold the password. */
export const redisError = (error: unknown, url: URL): HfnError => {
  if (HfnError.is(error)) return error
  const text = error instanceof Error ? error.message || error.name : String(error)
  const { password } = url
  const secret = password === '' ? [] : [password, decodeURIComponent(password)]
  const told = secret.reduce((masked, word) => masked.replaceAll(word, '***'), redact(text))
  return new HfnError('UNREACHABLE', `Redis at ${url.host}: ${told}`, {
    hint: 'See that it runs, can be reached from here, and lets this address in.',
  })
}

/** What a caller is told while Redis is away. */
const away = (): HfnError =>
  new HfnError('APP_STOPPED', 'The queue cannot be reached just now.', {
    hint: 'Try again in a moment.',
    status: 503,
    retryAfter: 2,
  })

/**
 * Does something that a caller waits for; gives up after five seconds.
 * @throws APP_STOPPED (503) when Redis is away
 */
export const reach = async <Value>(
  { attempted, commands }: Connections,
  { url, onError }: RedisSettings,
  act: () => Promise<Value>,
): Promise<Value> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer after ${patience / 1_000} s`)), patience)
  })
  const attempt = async (): Promise<Value> => {
    await attempted
    // What waits for Redis elsewhere would be done when nobody wants it any more.
    if (commands.status !== 'ready') throw new Error('not connected')
    return act()
  }
  try {
    return await Promise.race([attempt(), late])
  } catch (error) {
    if (HfnError.is(error)) throw error
    onError(redisError(error, url))
    throw away()
  } finally {
    clearTimeout(timer)
  }
}
