/**
 * What is read from a client's answer. Less is better in each.
 * @typedef {string} Kind which goals look at it: those of `goals.js`, or one of no goal
 * @typedef {object} Figure
 * @property {string} name
 * @property {string} unit
 * @property {Kind} kind
 * @property {(answer: any) => number | undefined} read undefined when a client cannot tell
 */

/**
 * @typedef {object} Case
 * @property {string} name
 * @property {(key: string) => Promise<any>} sample one answer of one client, in fresh processes
 * @property {import('./contests.js').Contest} [contest] `clients` by default
 * @property {string[]} [only] the entrants that can do it; all by default
 * @property {number} [samples] in each round; 1 by default
 * @property {number} [mostRounds]
 * @property {Figure[]} figures
 */

const scales = { ms: 1, 'ms/call': 1, 'µs/call': 1000, 'µs/event': 1000, 'µs/job': 1000 }

/** Wall time. @param {keyof typeof scales} unit @param {Kind} kind @param {number} count what one answer's time is divided by */
export const time = (unit, kind = 'time', count = 1) => ({
  name: 'time',
  unit,
  kind,
  read: ({ wall }) => (wall * scales[unit]) / count,
})

/** CPU time, user and system. @param {keyof typeof scales} unit @param {number} count what one answer's CPU is divided by */
export const cpu = (unit, count = 1) => ({
  name: 'CPU',
  unit,
  kind: 'cpu',
  read: ({ cpu: spent }) => (spent * scales[unit]) / count,
})

/** The most memory the process held. */
export const peak = { name: 'peak memory', unit: 'MB', kind: 'memory', read: ({ peak: most }) => most }
