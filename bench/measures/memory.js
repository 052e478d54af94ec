import { peak } from '../figures.js'
import { sampleTask } from '../processes.js'

/** Memory over 10,000 calls; growth is from the first quarter's end, garbage collected where the client can. */
export const measureMemory = ({ quick }) => [
  {
    name: 'memory, 10,000 calls',
    sample: sampleTask({ task: 'memory', options: ({ share }) => ({ count: 10_000 * (quick ? share : 1) }) }),
    mostRounds: 1,
    figures: [
      peak,
      { name: 'growth', unit: 'MB', kind: 'memory', read: ({ grown }) => grown },
      { name: 'heap kept', unit: 'B/call', kind: 'growth', read: ({ kept }) => kept },
    ],
  },
]
