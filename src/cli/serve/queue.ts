import { HfnError } from '../../core/error.ts'
import { redisQueue } from '../../serve/lazy-redis.ts'
import type { MakeQueue } from '../../serve/queue/contract.ts'
import type { Context } from '../context.ts'
import { warn } from '../render/note.ts'
import type { ServeFlags } from './flags.ts'
import { firstOfSeries } from './first-of-series.ts'

const roles = ['all', 'web', 'worker'] as const

const roleOf = (text: string | undefined): (typeof roles)[number] | undefined => {
  const role = roles.find((known) => known === text)
  if (text === undefined || role !== undefined) return role
  throw new HfnError('BAD_USAGE', `--role is all, web or worker, not ${JSON.stringify(text)}`)
}

/** Milliseconds without trouble after which the next one is told of; longer than the pauses between attempts to connect. */
const calm = 15_000

/**
 * The queue that `--queue` or HFN_SERVE_QUEUE names; undefined: in this process.
 * @throws BAD_USAGE for another kind of address, a role without a queue, or when a package is missing
 */
export const queueFor = async (
  context: Context,
  { queue, role, debug = false }: ServeFlags,
): Promise<MakeQueue | undefined> => {
  const given = roleOf(role)
  const url = queue ?? (context.env['HFN_SERVE_QUEUE'] || undefined)
  if (url === undefined) {
    if (given === undefined) return undefined
    throw new HfnError('BAD_USAGE', '--role says what this process does for a shared queue', {
      hint: 'Name the queue too: --queue redis://localhost:6379',
    })
  }
  const isFirst = firstOfSeries(calm)
  const onError = ({ message }: HfnError): void => {
    if (isFirst() || debug) void warn(context, `${message}; trying again until it answers`)
  }
  const made = redisQueue(url, { role: given, onError })
  if (queue !== undefined && new URL(queue).password !== '') {
    await warn(context, '--queue can be read in the list of processes; $HFN_SERVE_QUEUE cannot.')
  }
  const { loadPackages } = await import('../../serve/redis/connection.ts')
  await loadPackages()
  return made
}
