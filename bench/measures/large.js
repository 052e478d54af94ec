import { cpu, peak, time } from '../figures.js'
import { sampleTask } from '../processes.js'

const bytes = 16 * 2 ** 20

/** One event of 16 MiB, as an image in base64 is. */
export const measureLarge = () => [
  {
    name: 'large event',
    sample: sampleTask({
      task: 'stream',
      options: () => ({ run: 'large', argument: bytes, events: 0, size: bytes, repeat: 1 }),
    }),
    figures: [time('ms', 'throughput'), cpu('ms'), peak],
  },
]
