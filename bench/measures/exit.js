import { sampleTask } from '../processes.js'

/** From the last answer to the end of the process, when the script says nothing more to the client. */
export const measureExit = ({ quick }) =>
  ['small', 'stateful'].map((app) => ({
    name: app === 'small' ? 'exit' : 'exit, app with state',
    sample: sampleTask({ task: 'exit', app, exitLimit: quick ? 5000 : 20_000 }),
    samples: app === 'small' ? 5 : 1,
    figures: [{ name: 'time', unit: 'ms', kind: 'exit', read: ({ exit }) => exit }],
  }))
