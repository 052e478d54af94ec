import { HfnError } from '../../core/error.ts'
import { redisQueue } from '../../serve/lazy-redis.ts'
import type { MakeQueue } from '../../serve/queue/contract.ts'
import type { Context } from '../context.ts'
import { warn } from '../render/note.ts'
import type { ServeFlags } from './flags.ts'

const roles = ['all', 'web', 'worker'] as const

const roleOf = (text: string | undefined): (typeof roles)[number] | undefined => {
  const role = roles.find((known) => known === text)
  if (text === undefined || role !== undefined) return role
  throw new HfnError('BAD_USAGE', `--role is all, web or worker, not ${JSON.stringify(text)}`)
}

/** The queue that `--queue` or HFN_SERVE_QUEUE names; undefined: in this process. */
export const queueFor = async (
  context: Context,
  { queue, role }: ServeFlags,
  onError: (error: unknown) => void,
): Promise<MakeQueue | undefined> => {
  const given = roleOf(role)
  const url = queue ?? (context.env['HFN_SERVE_QUEUE'] || undefined)
  if (url === undefined) {
    if (given === undefined) return undefined
    throw new HfnError('BAD_USAGE', '--role says what this process does for a shared queue', {
      hint: 'Name the queue too: --queue redis://localhost:6379',
    })
  }
  if (!/^rediss?:\/\//i.test(url)) {
    throw new HfnError('BAD_USAGE', 'The queue is no address of a Redis', {
      hint: 'Give one such as redis://localhost:6379, or rediss://… for TLS.',
    })
  }
  if (queue !== undefined && URL.canParse(queue) && new URL(queue).password !== '') {
    await warn(context, '--queue can be read in the list of processes; $HFN_SERVE_QUEUE cannot.')
  }
  return redisQueue(url, { role: given, onError })
}
