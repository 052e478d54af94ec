import { fileURLToPath } from 'node:url'
import { dist } from '../clients/dist.js'
import { time } from '../figures.js'
import { sampleProgram } from '../processes.js'

/** `hfn --help`, beside a Node that does nothing. */
export const measureHelp = () => [
  {
    name: 'hfn --help',
    only: ['ours', 'floor'],
    sample: sampleProgram({
      ours: [process.execPath, fileURLToPath(new URL('cli/main.js', dist)), '--help'],
      floor: [process.execPath, '-e', '0'],
    }),
    samples: 10,
    figures: [time('ms', 'start')],
  },
]
