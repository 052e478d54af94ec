import { HfnError } from '../../core/error.ts'
import { Line } from './line.ts'
import type { Queue } from './queue.ts'

/** Lines in this process; at most `limit` runs wait in all of them together. */
export const memoryQueue = (limit: number): Queue => {
  const lines = new Map<string, Line>()
  let waiting = 0
  return {
    enter(ticket) {
      let line = lines.get(ticket.line)
      if (line === undefined) lines.set(ticket.line, (line = new Line(ticket.limit, () => void (waiting -= 1))))
      if (line.full && waiting >= limit) {
        throw new HfnError('QUEUE_FULL', `Queue is full. Max size is ${limit} and size is ${waiting}.`, {
          hint: 'Try again later.',
          status: 503,
        })
      }
      waiting += 1
      line.enter(ticket)
    },
    leave: (ticket) => lines.get(ticket.line)?.leave(ticket) ?? false,
  }
}
