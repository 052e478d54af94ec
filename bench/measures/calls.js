import { cpu, peak, time } from '../figures.js'
import { sampleTask } from '../processes.js'

/** Calls that do nothing, so many at once. */
export const measureCalls = ({ quick }) =>
  [1, 8, 64, 256].map((parallel) => ({
    name: parallel === 1 ? 'calls, sequential' : `calls, ${parallel} in flight`,
    sample: sampleTask({
      task: 'calls',
      options: ({ share }) => ({ count: Math.max((quick ? 1000 : 5000) * share, parallel), parallel }),
    }),
    figures: [time('µs/call', 'throughput'), cpu('µs/call'), peak],
  }))
