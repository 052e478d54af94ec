/** Opens a queue, says so, and closes it when told to: then nothing may keep the process alive. Run by redis-processes.test.ts. */
import { once } from 'node:events'
import { redisQueue } from '../../../src/serve/lazy-redis.ts'
import { fakeHost, newTask } from './fake-host.ts'

try {
  const queue = await redisQueue(process.argv[2] ?? '')(fakeHost({ work: () => new Promise(() => {}) }))
  await queue.enter(newTask())
  process.stdout.write('open\n')
  await once(process.stdin, 'data')
  process.stdin.destroy()
  await queue.close()
  process.stdout.write('closed\n')
} catch (error) {
  process.stdout.write(`${JSON.stringify(error)}\n`)
}
