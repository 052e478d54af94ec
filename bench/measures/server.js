import { fileURLToPath } from 'node:url'
import { cpu, time } from '../figures.js'
import { runClient } from '../processes.js'
import { visitPage } from '../server/page.js'
import { openFiles } from '../server/process.js'
import { servers, startServer } from '../server/servers.js'
import { makeFile } from './upload.js'

const load = [process.execPath, fileURLToPath(new URL('../server/load.js', import.meta.url))]
const events = 10

/** Works with a fresh server, which ends with it. */
const withServer =
  (/** @type {(server: any, key: string) => Promise<any>} */ work) => async (/** @type {string} */ key) => {
    const server = await startServer(key)
    try {
      return await work(server, key)
    } finally {
      await server.stop()
    }
  }

/** A task of `server/load.js` against a fresh server. */
const sampleLoad = (/** @type {string} */ task, /** @type {(share: number) => object} */ options) =>
  withServer(async ({ url, pid }, key) => {
    const told = JSON.stringify({ url, pid, ...options(servers[key].share) })
    const figures = await runClient([...load, task, told])
    return Object.fromEntries(
      Object.entries(figures).map(([name, value]) => [name, value === 'never' ? Infinity : value]),
    )
  })

const figure = (name, unit, kind, read) => ({ name, unit, kind, read })
const memory = (name, unit, scale, read) => figure(name, unit, 'memory', (answer) => read(answer) / scale)

const jobs = (quick) =>
  [1, 16, 128].map((visitors) => ({
    name: `streamed job, ${visitors} visitor${visitors === 1 ? '' : 's'}`,
    sample: sampleLoad('jobs', (share) => ({
      visitors,
      events,
      jobs: Math.max(visitors * 2, (quick ? 500 : visitors === 1 ? 2_000 : 5_000) * share),
    })),
    figures: [
      time('µs/job'),
      cpu('µs/job'),
      figure('p50', 'ms', 'time', ({ p50 }) => p50),
      figure('p99', 'ms', 'time', ({ p99 }) => p99),
    ],
  }))

/** Against Gradio's own server and a bare `node:http`, the same functions on each. */
export const measureServer = ({ quick }) => {
  // Each stream is a connection; both ends have files of their own besides.
  const most = Math.min(quick ? 1_000 : 10_000, openFiles() - 500)
  const bytes = quick ? 100e6 : 1e9
  let path
  /** @type {import('../figures.js').Case[]} */
  const cases = [
    ...jobs(quick),
    {
      name: `${most} waiting sessions`,
      only: ['ours', 'gradio'],
      mostRounds: 1,
      sample: sampleLoad('waiting', () => ({ count: most, limit: quick ? 30_000 : 120_000 })),
      figures: [
        figure('without an answer', `of ${most}`, 'count', ({ unanswered }) => unanswered),
        figure('until all have their answer', 'ms', 'time', ({ took }) => took),
        figure('a call afterwards', 'ms', 'time', ({ after }) => after),
        memory('memory for each', 'KiB', 1024, ({ grown }) => grown / most),
      ],
    },
    {
      name: `${most} idle streams`,
      mostRounds: 1,
      sample: sampleLoad('idle', () => ({ count: most })),
      figures: [
        memory('memory', 'MB', 1e6, ({ held }) => held),
        memory('memory for each', 'KiB', 1024, ({ each }) => each),
      ],
    },
    {
      name: 'page',
      only: ['ours', 'gradio'],
      sample: withServer(({ url }) => visitPage(url)),
      figures: [
        figure('first byte', 'ms', 'time', ({ first }) => first),
        figure('first paint', 'ms', 'time', ({ paint }) => paint),
        figure('requests', '', 'count', ({ requests }) => requests),
        memory('size', 'kB', 1e3, ({ bytes }) => bytes),
      ],
    },
    {
      name: 'from start to ready',
      samples: quick ? 1 : 3,
      sample: withServer(async ({ ready }) => ({ ready })),
      figures: [figure('time', 'ms', 'time', ({ ready }) => ready)],
    },
    {
      name: `upload, ${bytes / 1e6} MB`,
      mostRounds: 3,
      sample: sampleLoad('upload', () => ({ path: (path ??= makeFile(bytes)) })),
      figures: [time('ms'), cpu('ms'), memory('peak memory over start', 'MB', 1e6, ({ grown }) => grown)],
    },
  ]
  return cases.map((one) => ({ ...one, contest: 'servers' }))
}
