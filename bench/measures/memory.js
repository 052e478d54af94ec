import { peak } from '../figures.js'
import { sampleTask } from '../processes.js'

/** Memory over 10,000 calls; what is kept is counted after collecting garbage, where the client's language lets us. */
export const measureMemory = ({ quick }) => [
  {
    name: 'memory, 10,000 calls',
    sample: sampleTask({ task: 'memory', options: ({ share }) => ({ count: 10_000 * (quick ? share : 1) }) }),
    mostRounds: 1,
    figures: [peak, { name: 'heap kept', unit: 'B/call', kind: 'growth', read: ({ kept }) => kept }],
  },
]
