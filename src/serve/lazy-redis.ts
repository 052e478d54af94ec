import type { MakeQueue } from './queue/contract.ts'
import { redisAddress } from './redis-address.ts'
import type { RedisQueueOptions } from './redis/options.ts'

export type { RedisQueueOptions } from './redis/options.ts'

/**
 * Puts runs, their streams and the states of sessions on Redis or Valkey (6.2 or newer), with BullMQ: any process of the app
 * accepts a run, any worker runs it, any process tells of it. The run of a worker that is lost is given to another one, once.
 *
 * Needs `npm install bullmq ioredis`. The processes of one app serve the same functions, name the same address and prefix, and
 * share one folder of files: `files: '/shared/files'`. Redis must not evict keys (`maxmemory-policy noeviction`).
 * @param url such as `redis://localhost:6379`, or `rediss://user:password@host:6380` for TLS
 * @throws BAD_USAGE for another kind of address; where a package is missing, runs are refused with it
 */
export const redisQueue = (url: string, options: RedisQueueOptions = {}): MakeQueue => {
  const { href } = redisAddress(url)
  return async (host) => (await import('./redis/queue.ts')).openRedisQueue(host, href, options)
}
