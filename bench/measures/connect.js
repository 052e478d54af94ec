import { cpu, time } from '../figures.js'
import { sampleTask } from '../processes.js'

/** Reading what an app offers, again and again in one process. */
export const measureConnect = ({ quick }) =>
  ['small', 'large'].map((app) => ({
    name: `connect, ${app} app`,
    sample: sampleTask({
      task: 'connect',
      app,
      options: ({ share }) => ({ count: Math.ceil((quick ? 10 : 100) * share) }),
    }),
    figures: [time('ms'), cpu('ms')],
  }))
