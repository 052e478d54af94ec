/**
 * The functions of the fake app. Each gives its outputs as JSON text, ready for the wire, so that the server costs next to
 * nothing: `whole` is the array of outputs, `change` the same as edits of the outputs before (sse_v2 and later).
 * @typedef {{ whole: string, change: string }} Step
 * @typedef {{ name: string, inputs: string[], outputs: string[], generator?: boolean, run?: (data: any[]) => Step | Iterable<Step> }} Endpoint
 */

const filling = 'the quick brown fox jumps over a lazy dog and on! '

/** @returns {Step} */
const value = (/** @type {string} */ json) => ({ whole: `[${json}]`, change: `[[["replace",[],${json}]]]` })

const echo = ([text]) => value(JSON.stringify(text))

function* tokens([count]) {
  for (let index = 1; index <= count; index++) yield value(`"token ${index}"`)
}

/** A text of 50 characters more each time, sent whole. */
function* textFull([count]) {
  let text = ''
  for (let index = 0; index < count; index++) yield value(`"${(text += filling)}"`)
}

/** The same text, sent as what was added. */
function* textAppend([count]) {
  let text = ''
  for (let index = 0; index < count; index++) {
    yield { whole: `["${(text += filling)}"]`, change: `[[["append",[],"${filling}"]]]` }
  }
}

/** One text of so many bytes. */
const large = ([bytes]) => value(`"${filling.repeat(Math.ceil(bytes / filling.length)).slice(0, bytes)}"`)

/** Where the server put the uploaded file; its path tells how many bytes came. */
const keep = ([file]) => value(JSON.stringify(file.path))

/** @type {Endpoint[]} */
const scenarios = [
  { name: 'echo', inputs: ['textbox'], outputs: ['textbox'], run: echo },
  { name: 'tokens', inputs: ['number'], outputs: ['textbox'], generator: true, run: tokens },
  { name: 'text_full', inputs: ['number'], outputs: ['textbox'], generator: true, run: textFull },
  { name: 'text_append', inputs: ['number'], outputs: ['textbox'], generator: true, run: textAppend },
  { name: 'large', inputs: ['number'], outputs: ['textbox'], run: large },
  { name: 'keep', inputs: ['file'], outputs: ['textbox'], run: keep },
]

/** Never called: they make an app as large as real ones are. */
const padding = (/** @type {number} */ count) =>
  Array.from({ length: count }, (_, index) => ({
    name: `other_${index}`,
    inputs: ['textbox', 'number', 'checkbox'].slice(index % 2),
    outputs: ['textbox'],
  }))

const stateful = {
  name: 'echo',
  inputs: ['textbox', 'state'],
  outputs: ['textbox', 'state'],
  run: ([text]) => ({ whole: `[${JSON.stringify(text)},null]`, change: '[[],[]]' }),
}

/** Endpoints by kind of app: `small` has 10 endpoints and 26 components, `large` 120 and 411, `stateful` keeps a State. */
export const apps = {
  small: [...scenarios, ...padding(4)],
  large: [...scenarios, ...padding(114)],
  stateful: [stateful],
}
