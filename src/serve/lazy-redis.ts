import type { MakeQueue } from './queue/contract.ts'
import type { RedisQueueOptions } from './redis/options.ts'

export type { RedisQueueOptions } from './redis/options.ts'

/**
 * Puts runs, their streams and the states of sessions on Redis or Valkey (6.2 or newer), with BullMQ: any process of the app
 * accepts a run, any worker runs it, any process tells of it. The run of a worker that is lost is given to another one, once.
 *
 * Needs `npm install bullmq ioredis`. The processes of one app serve the same functions, name the same address and prefix, and
 * share one folder of files: `files: localStorage({ folder })`. Redis must not evict keys (`maxmemory-policy noeviction`).
 * @param url such as `redis://localhost:6379`, or `rediss://user:password@host:6380` for TLS
 * @throws BAD_USAGE for another kind of address, and, when the app first needs the queue, when a package is missing
 */
export const redisQueue =
  (url: string, options: RedisQueueOptions = {}): MakeQueue =>
  async (host) =>
    (await import('./redis/queue.ts')).openRedisQueue(host, url, options)
