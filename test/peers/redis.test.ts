import { afterAll, beforeAll, describe } from 'vitest'
import { redisQueue, type RedisQueueOptions } from '../../src/serve/lazy-redis.ts'
import { memoryQueue } from '../../src/serve/queue/memory.ts'
import { queueConformance } from './redis/conformance.ts'
import { fakeHost } from './redis/fake-host.ts'
import { redisServer, type RedisServer } from './redis/server.ts'

describe('the queue in memory', () => {
  queueConformance(async (options) => {
    const host = fakeHost(options)
    const queue = memoryQueue(host)
    return { fronts: [{ queue, host }], queues: [queue], close: () => queue.close() }
  })
})

describe('the queue on Redis, as three replicas and two workers', () => {
  let server: RedisServer
  let parties = 0
  beforeAll(async () => {
    server = await redisServer()
  })
  afterAll(() => server.stop())

  queueConformance(async (options) => {
    const prefix = `party-${parties++}`
    const join = async (role: RedisQueueOptions['role']) => {
      const host = fakeHost(options)
      return { host, queue: await redisQueue(server.url, { role, prefix, lockDuration: 5_000 })(host) }
    }
    const fronts = await Promise.all([join('web'), join('web'), join('all')])
    const workers = await Promise.all([join('worker'), join('worker')])
    const queues = [...fronts, ...workers].map(({ queue }) => queue)
    for (const { queue } of fronts) await queue.follow?.('visitor')
    return { fronts, queues, close: async () => void (await Promise.all(queues.map((queue) => queue.close()))) }
  })
})
