import type { Job } from 'bullmq'
import type { Line, Load } from './lines.ts'

/** How far down the line others of the same function are looked for. */
const sight = 256

/**
 * Tasks that start together with the one this job brought. They are noted in the job first: should this process be lost, the
 * one that takes the job over begins all of them anew.
 */
export const gather = async ({ queue, rules }: Line, job: Job<Load>): Promise<Load['tasks']> => {
  const { tasks } = job.data
  if (rules.batch <= tasks.length || job.attemptsStarted > 1) return tasks.slice(1)
  const waiting = await queue.getWaiting(0, sight - 1)
  const others = waiting
    .filter(({ name, data }) => name === job.name && data.tasks.length === 1)
    .slice(0, rules.batch - tasks.length)
    .flatMap(({ data }) => data.tasks)
  if (others.length > 0) await job.updateData({ tasks: [...tasks, ...others] })
  return others
}
