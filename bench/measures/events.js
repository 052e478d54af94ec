import { cpu, peak, time } from '../figures.js'
import { sampleTask } from '../processes.js'

const events = 10_000

/** A stream of 10,000 small events. */
export const measureEvents = () => [
  {
    name: 'events',
    sample: sampleTask({
      task: 'stream',
      options: ({ share }) => ({
        run: 'tokens',
        argument: events,
        events,
        size: `token ${events}`.length,
        repeat: share < 1 ? 1 : 10,
      }),
    }),
    figures: [time('µs/event', 'throughput', events), cpu('µs/event', events), peak],
  },
]
