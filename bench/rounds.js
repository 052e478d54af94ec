/** @typedef {import('./figures.js').Case} Case */

/**
 * Runs a case: in every round each client once, the order turned round every second time, so that a machine that gets slower
 * or busier treats all alike. One record of answers by client for each round.
 * @param {Case} measured
 * @param {{ keys: string[], rounds: number, onSample?: (text: string) => void }} options
 */
export const runRounds = async ({ name, sample, samples = 1, mostRounds = Infinity }, { keys, rounds, onSample }) => {
  const all = Math.min(rounds, mostRounds) * samples
  /** @type {Record<string, any>[]} */
  const taken = []
  while (taken.length < all) {
    const order = taken.length % 2 === 0 ? keys : keys.toReversed()
    /** @type {Record<string, any>} */
    const answers = {}
    for (const key of order) {
      onSample?.(`${name}: ${key}, ${taken.length + 1} of ${all}`)
      answers[key] = await sample(key)
    }
    taken.push(answers)
  }
  return taken
}
