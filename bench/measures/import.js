import { cpu, time } from '../figures.js'
import { sampleTask } from '../processes.js'

/** What a fresh process pays before it has loaded the package, and before it has its first answer. */
export const measureImport = () =>
  Object.entries({ import: 'import', first: 'import, connect, first call' }).map(([task, name]) => ({
    name,
    sample: sampleTask({ task }),
    samples: 5,
    figures: [time('ms'), cpu('ms')],
  }))
