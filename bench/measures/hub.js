import { cpu, peak, time } from '../figures.js'
import { sampleDownload, sampleKilled, sampleStart, sampleWarm } from '../hub/downloads.js'

const large = (/** @type {number} */ bytes) => ({ content: { bytes }, stored: 'lfs' })

const one = 134e6

const smallFiles = Object.fromEntries(
  Array.from({ length: 100 }, (_, at) => [
    `part-${at}/file-${at}.json`,
    `{"number":${at},"text":"${'x'.repeat(900)}"}`,
  ]),
)

const slow = { bytesPerSecond: 40e6 }
const figures = [time('ms', 'download'), cpu('ms'), peak]

/** Downloads, beside both majors of Python's `hf` and @huggingface/hub. */
export const measureHub = ({ quick }) => {
  const whole = quick ? 250e6 : 1e9
  /** @type {import('../figures.js').Case[]} */
  const cases = [
    {
      name: '100 small files, 50 ms a request',
      sample: sampleDownload({ files: smallFiles, bytes: 90_000, latency: 50 }),
      figures,
    },
    {
      name: '134 MB, 40 MB/s a connection',
      sample: sampleDownload({ files: { 'model.bin': large(one) }, bytes: one, ...slow }),
      figures,
    },
    {
      name: '134 MB kept with Xet, 40 MB/s a connection',
      sample: sampleDownload({ files: { 'model.bin': { ...large(one), stored: 'xet' } }, bytes: one, ...slow }),
      figures,
    },
    {
      name: '3 x 134 MB, 40 MB/s a connection',
      sample: sampleDownload({
        files: Object.fromEntries(
          [1, 2, 3].map((at) => [`model-${at}.bin`, { ...large(one), content: { bytes: one, seed: at } }]),
        ),
        bytes: 3 * one,
        ...slow,
      }),
      figures,
    },
    {
      name: 'nothing to fetch',
      samples: quick ? 1 : 3,
      sample: sampleWarm({ files: { ...smallFiles, 'model.bin': large(1e6) }, bytes: 1e6 }),
      figures: [time('ms', 'download'), cpu('ms')],
    },
    {
      name: 'killed at half, run again',
      only: ['ours', 'hf-2', 'hf-1', 'huggingface-hub'],
      sample: sampleKilled({ files: { 'model.bin': large(one) }, bytes: one, bytesPerSecond: 20e6 }),
      figures: [{ name: 'sent', unit: 'x its size', kind: 'sent', read: ({ sent }) => sent }],
    },
    {
      name: `${whole / 1e6} MB, unthrottled`,
      sample: sampleDownload({ files: { 'model.bin': large(whole) }, bytes: whole }),
      figures: [time('ms', 'download'), { ...cpu('ms', whole / 1e9), name: 'CPU a GB' }, peak],
    },
    {
      name: 'version',
      only: ['ours', 'hf-2', 'hf-1', 'floor'],
      samples: quick ? 1 : 3,
      sample: sampleStart({ ours: ['--version'], 'hf-2': ['version'], 'hf-1': ['version'] }),
      figures: [time('ms', 'version'), cpu('ms')],
    },
  ]
  return cases.map((each) => ({ ...each, contest: 'hubs' }))
}
