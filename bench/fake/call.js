import { pour } from './queue.js'

/** @typedef {import('./endpoints.js').Step} Step */

/** @param {Step | Iterable<Step>} result */
function* events(result) {
  if ('whole' in result) return yield `event: complete\ndata: ${result.whole}\n\n`
  let last = '[]'
  for (const { whole } of result) yield `event: generating\ndata: ${(last = whole)}\n\n`
  yield `event: complete\ndata: ${last}\n\n`
}

/** The simple protocol: one stream for each run, whole outputs only. */
export const answerCall = async (response, result) => {
  await pour(response, events(result))
  response.end()
}
