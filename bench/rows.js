import { contests } from './contests.js'
import { spread } from './spread.js'

/**
 * @typedef {{ median: number, least: number, most: number }} Spread
 * @typedef {object} Row one figure of one case
 * @property {import('./contests.js').Contest} contest
 * @property {string} measure
 * @property {string} unit
 * @property {import('./figures.js').Kind} kind
 * @property {Record<string, Spread>} values by client
 * @property {Record<string, Spread>} ratios peer ÷ ours by peer, and ours ÷ floor as `floor`, each taken inside a round
 */

/** Growth may be nothing or less: then there is no ratio. */
const divide = (/** @type {number | undefined} */ one, /** @type {number | undefined} */ other) =>
  one > 0 && other > 0 ? one / other : undefined

/** @param {import('./figures.js').Case} measured @param {Record<string, any>[]} taken @returns {Row[]} */
export const makeRows = ({ name, figures, contest = 'clients' }, taken) =>
  figures.map(({ name: what, unit, kind, read }) => {
    const rounds = taken.map((answers) =>
      Object.fromEntries(Object.entries(answers).map(([key, answer]) => [key, read(answer)])),
    )
    const spreadOf = (/** @type {(values: any) => number | undefined} */ of) => {
      const values = rounds.map(of).filter((value) => value !== undefined && !Number.isNaN(value))
      return values.length === 0 ? [] : [spread(values)]
    }
    const collect = (/** @type {string[]} */ keys, of) =>
      Object.fromEntries(keys.flatMap((key) => spreadOf(of(key)).map((found) => [key, found])))
    const { entrants, peers } = contests[contest]
    return {
      contest,
      measure: `${name}: ${what}`,
      unit,
      kind,
      values: collect(Object.keys(entrants), (key) => (values) => values[key]),
      ratios: {
        ...collect(peers, (key) => (values) => divide(values[key], values.ours)),
        ...collect(['floor'], () => (values) => divide(values.ours, values.floor)),
      },
    }
  })

const plain = (/** @type {Spread | undefined} */ found) => {
  if (found === undefined) return null
  return found.median === Infinity ? 'never' : Number(found.median.toPrecision(4))
}

/** One object for each row and peer, medians only; null was not measured, 'never' did not end. */
export const flatten = (/** @type {Row[]} */ rows) =>
  rows.flatMap(({ contest, measure, unit, values }) => {
    const { entrants, peers } = contests[contest]
    const found = peers.filter((key) => key in values)
    return (found.length === 0 ? [undefined] : found).map((key) => ({
      measure,
      unit,
      ours: plain(values.ours),
      peer: key === undefined ? null : plain(values[key]),
      peerName: key === undefined ? null : entrants[key].name,
      floor: plain(values.floor),
    }))
  })
