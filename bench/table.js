import { contests } from './contests.js'

/** @typedef {import('./rows.js').Row} Row */

const number = (/** @type {number} */ value) => {
  if (value === Infinity) return 'never'
  return Math.abs(value) >= 1000 ? value.toFixed(0) : String(Number(value.toPrecision(3)))
}

const shown = (/** @type {import('./rows.js').Spread | undefined} */ found) =>
  found === undefined ? '' : number(found.median)

const ratio = (/** @type {import('./rows.js').Spread | undefined} */ found) => {
  if (found === undefined) return ''
  const { median, least, most } = found
  if (median === Infinity) return '∞'
  return least === most ? `${median.toFixed(2)}x` : `${median.toFixed(2)}x (${least.toFixed(2)}–${most.toFixed(2)})`
}

const headOf = (/** @type {import('./contests.js').Contest} */ contest) => {
  const { entrants, peers } = contests[contest]
  return ['measure', 'unit', 'hfn', 'floor', 'hfn ÷ floor', ...peers.flatMap((key) => [entrants[key].name, '÷ hfn'])]
}

const cells = (/** @type {Row} */ { contest, measure, unit, values, ratios }) => [
  measure,
  unit,
  shown(values.ours),
  shown(values.floor),
  ratio(ratios.floor),
  ...contests[contest].peers.flatMap((key) => [shown(values[key]), ratio(ratios[key])]),
]

/** Rows of one contest as a Markdown table: medians, and ratios with their least and greatest. */
const tableOf = (/** @type {import('./contests.js').Contest} */ contest, /** @type {Row[]} */ rows) => {
  const head = headOf(contest)
  const lines = [head, ...rows.map(cells)]
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column].length)))
  const print = (/** @type {string[]} */ line) =>
    `| ${line.map((cell, column) => (column < 2 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join(' | ')} |`
  const rule = widths.map((width, column) => (column < 2 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`))
  return [print(head), print(rule), ...lines.slice(1).map(print)].join('\n')
}

/** A table for each contest that took place. */
export const table = (/** @type {Row[]} */ rows) =>
  Object.keys(contests)
    .map((contest) => ({ contest, own: rows.filter((row) => row.contest === contest) }))
    .filter(({ own }) => own.length > 0)
    .map(({ contest, own }) => tableOf(contest, own))
    .join('\n\n')
