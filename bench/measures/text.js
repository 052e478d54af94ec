import { cpu, peak, time } from '../figures.js'
import { sampleTask } from '../processes.js'

const events = 1000

/** A text that grows to 50 kB in 1,000 events, each the whole text or only what was added. */
export const measureText = () =>
  ['full', 'append'].map((way) => ({
    name: `text, ${way}`,
    sample: sampleTask({
      task: 'stream',
      options: ({ share }) => ({
        run: `text_${way}`,
        argument: events,
        events,
        size: events * 50,
        repeat: share < 1 ? 1 : 10,
      }),
    }),
    figures: [time('µs/event', 'throughput', events), cpu('µs/event', events), peak],
  }))
