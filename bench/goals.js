import { contests } from './contests.js'

/** @typedef {import('./rows.js').Row} Row */

const faster = ({ ratios }) => ratios['gradio-client']?.median
const overFloor = ({ ratios }) => ratios.floor?.median
const times = (/** @type {number} */ value) => `${value === Infinity ? '∞' : value.toFixed(2)}x`
const peer = contests.clients.entrants['gradio-client'].name
const own = ({ values }) => values.ours?.median
const overGradio = ({ ratios }) => ratios.gradio?.median

const hubs = ({ contest }) => contest === 'hubs'
const overHubs = ({ ratios }) => {
  const found = contests.hubs.peers.flatMap((key) => ratios[key]?.median ?? [])
  return found.length === 0 ? undefined : Math.min(...found)
}

/**
 * What hfn promises. `reads` gives the number that must hold, undefined where a row has none.
 * @type {{ name: string, rows: (row: Row) => boolean, reads: (row: Row) => number | undefined, holds: (value: number) => boolean, show: (value: number) => string }[]}
 */
const goals = [
  {
    name: `at least 2x ${peer} on every throughput row`,
    rows: ({ kind }) => kind === 'throughput',
    reads: faster,
    holds: (value) => value >= 2,
    show: times,
  },
  {
    name: `never slower than ${peer}`,
    rows: ({ kind }) => ['throughput', 'time', 'exit'].includes(kind),
    reads: faster,
    holds: (value) => value >= 1,
    show: times,
  },
  {
    name: 'CPU within 1.3x of the floor on calls and events',
    rows: ({ kind, measure }) => kind === 'cpu' && /^(calls|events|text)/.test(measure),
    reads: overFloor,
    holds: (value) => value <= 1.3,
    show: times,
  },
  {
    name: 'memory flat over 10,000 calls (at most 100 bytes kept for a call)',
    rows: ({ kind }) => kind === 'growth',
    reads: ({ values }) => values.ours?.median,
    holds: (value) => value <= 100,
    show: (value) => `${value.toFixed(0)} bytes`,
  },
  {
    name: 'exits within 10 ms of the floor',
    rows: ({ kind }) => kind === 'exit',
    reads: ({ values }) => values.ours && values.floor && values.ours.median - values.floor.median,
    holds: (value) => value <= 10,
    show: (value) => `${value.toFixed(0)} ms later`,
  },
  {
    name: 'hfn --help within 2x of bare node',
    rows: ({ kind }) => kind === 'start',
    reads: overFloor,
    holds: (value) => value <= 2,
    show: times,
  },
  {
    name: 'at least 8x less CPU for a streamed job than Gradio',
    rows: ({ measure }) => /^streamed job.*CPU/.test(measure),
    reads: overGradio,
    holds: (value) => value >= 8,
    show: times,
  },
  {
    name: 'at most 3x the CPU of bare node:http for it',
    rows: ({ measure }) => /^streamed job.*CPU/.test(measure),
    reads: overFloor,
    holds: (value) => value <= 3,
    show: times,
  },
  {
    name: 'every waiting session has its answer',
    rows: ({ measure }) => measure.endsWith('without an answer'),
    reads: own,
    holds: (value) => value === 0,
    show: (value) => `${value} have none`,
  },
  {
    name: 'idle streams under 250 MB',
    rows: ({ measure }) => measure.endsWith('idle streams: memory'),
    reads: own,
    holds: (value) => value < 250,
    show: (value) => `${value.toFixed(0)} MB`,
  },
  {
    name: 'at most 15 KiB for each of them',
    rows: ({ measure }) => measure.endsWith('idle streams: memory for each'),
    reads: own,
    holds: (value) => value <= 15,
    show: (value) => `${value.toFixed(1)} KiB`,
  },
  {
    name: "first paint in a third of the time of Gradio's",
    rows: ({ measure }) => measure === 'page: first paint',
    reads: overGradio,
    holds: (value) => value >= 3,
    show: times,
  },
  {
    name: 'a page of at most 6 requests',
    rows: ({ measure }) => measure === 'page: requests',
    reads: own,
    holds: (value) => value <= 6,
    show: String,
  },
  {
    name: 'ahead of hf and @huggingface/hub on every row of downloads, memory aside',
    rows: (row) => hubs(row) && row.kind !== 'memory',
    reads: overHubs,
    holds: (value) => value > 1,
    show: times,
  },
  {
    name: 'downloads within 1.3x of the floor',
    rows: (row) => hubs(row) && row.kind === 'download',
    reads: overFloor,
    holds: (value) => value <= 1.3,
    show: times,
  },
  {
    name: 'at most 130 MB for any download',
    rows: (row) => hubs(row) && row.kind === 'memory',
    reads: own,
    holds: (value) => value <= 130,
    show: (value) => `${value.toFixed(0)} MB`,
  },
  {
    name: 'at most 1.1 times its size for a download that was killed at half',
    rows: ({ kind }) => kind === 'sent',
    reads: own,
    holds: (value) => value <= 1.1,
    show: times,
  },
]

/** One line: which goals hold, which do not and where, which were not measured. */
export const judge = (/** @type {Row[]} */ rows) => {
  const judged = goals.map(({ name, rows: belongs, reads, holds, show }) => {
    const found = rows.filter(belongs).flatMap((row) => {
      const value = reads(row)
      return value === undefined ? [] : [{ measure: row.measure, value }]
    })
    const failing = found.filter(({ value }) => !holds(value))
    const where = failing.map(({ measure, value }) => `${measure} ${show(value)}`).join(', ')
    return {
      verdict: found.length === 0 ? 'not measured' : where === '' ? 'holds' : 'does not hold',
      text: where === '' ? name : `${name} [${where}]`,
    }
  })
  const list = (/** @type {string} */ verdict) => {
    const texts = judged.filter((goal) => goal.verdict === verdict).map(({ text }) => text)
    return texts.length === 0 ? [] : [`${verdict}: ${texts.join('; ')}`]
  }
  return `Goals · ${['holds', 'does not hold', 'not measured'].flatMap(list).join(' · ')}`
}
