import { clients } from './clients/index.js'

/** @typedef {import('./rows.js').Row} Row */

const faster = ({ ratios }) => ratios['gradio-client']?.median
const overFloor = ({ ratios }) => ratios.floor?.median
const times = (/** @type {number} */ value) => `${value === Infinity ? '∞' : value.toFixed(2)}x`
const peer = clients['gradio-client'].name

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
