import { inspect } from 'node:util'
import { redisQueue, type RedisQueueOptions } from '../../../src/serve/lazy-redis.ts'
import type { Queue } from '../../../src/serve/queue/contract.ts'
import { fakeHost, type FakeHost, type FakeHostOptions } from './fake-host.ts'

type SharedQueue = { [Name in keyof Queue]-?: NonNullable<Queue[Name]> }

/** One process of an app, as far as its queue sees it. */
interface Member {
  readonly queue: SharedQueue
  readonly host: FakeHost
  /** All that the queue said went wrong, as a log would show it. */
  readonly troubles: string[]
}

type Join = (options?: RedisQueueOptions, host?: FakeHostOptions) => Promise<Member>

export interface Members {
  readonly join: Join
  close(): Promise<void>
}

const isShared = (queue: Queue): queue is SharedQueue => queue.follow !== undefined && queue.sessions !== undefined

/** Members of one app over one Redis. */
export const members = (url: string, shared: RedisQueueOptions & FakeHostOptions = {}): Members => {
  const joined: Member[] = []
  return {
    async join(options = {}, hostOptions = {}) {
      const host = fakeHost({ ...shared, ...hostOptions })
      const troubles: string[] = []
      const onError = (error: unknown): void => void troubles.push(inspect(error, { depth: 9 }))
      const queue = await redisQueue(url, { ...shared, ...options, onError })(host)
      if (!isShared(queue)) throw new Error('A shared queue can be followed')
      const member = { queue, host, troubles }
      joined.push(member)
      return member
    },
    close: async () => void (await Promise.all(joined.map(({ queue }) => queue.close()))),
  }
}
