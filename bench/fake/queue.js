/**
 * @typedef {import('node:http').ServerResponse} ServerResponse
 * @typedef {import('./endpoints.js').Step} Step
 */

const rest = '"render_config":null,"changed_state_ids":[],"used_cache":null'
const timing = '"duration":0.00125813484,"average_duration":0.00125813484'

/** The messages of one run, with the fields Gradio 6 sends. */
const messages = {
  estimation: (id) => `data: {"msg":"estimation","event_id":"${id}","rank":0,"queue_size":1,"rank_eta":null}\n\n`,
  starts: (id) => `data: {"msg":"process_starts","event_id":"${id}","eta":null}\n\n`,
  generating: (id, data) =>
    `data: {"msg":"process_generating","event_id":"${id}","output":{"data":${data},"is_generating":true,${timing},${rest}},"success":true,"time_limit":null}\n\n`,
  completed: (id, data) =>
    `data: {"msg":"process_completed","event_id":"${id}","output":{"data":${data},"is_generating":false,${timing},${rest}},"success":true,"title":null,"used_cache":null,"cache_duration":0.00125813484,"avg_time":0.00125813484}\n\n`,
  close: 'data: {"msg":"close_stream","event_id":null}\n\n',
}

/** How many events share a packet, as they do when a function is quicker than the network. */
const burst = 64

const drained = (/** @type {ServerResponse} */ response) =>
  new Promise((resolve) => {
    const done = () => resolve(response.off('drain', done).off('close', done))
    response.on('drain', done).on('close', done)
  })

/** Writes pieces a burst at a time, each in an HTTP chunk of its own, and waits for a reader that is slow. */
export const pour = async (/** @type {ServerResponse} */ response, /** @type {Iterable<string>} */ pieces) => {
  const { socket } = response
  let written = 0
  socket?.cork()
  for (const piece of pieces) {
    const room = response.write(piece)
    if (++written % burst !== 0 && room) continue
    socket?.uncork()
    if (response.destroyed) return
    if (response.writableNeedDrain) await drained(response)
    else await new Promise(setImmediate)
    socket?.cork()
  }
  socket?.uncork()
}

/** @param {string} id @param {Step | Iterable<Step>} result */
function* story(id, result) {
  yield messages.estimation(id)
  yield messages.starts(id)
  if ('whole' in result) return yield messages.completed(id, result.whole)
  /** @type {Step | undefined} */
  let last
  for (const step of result) {
    yield messages.generating(id, last === undefined ? step.whole : step.change)
    last = step
  }
  yield messages.completed(id, last?.whole ?? '[]')
}

/**
 * Milliseconds a stream stays open after the last run of a session that had several at once. Real functions take longer than
 * the network, so such a session seldom runs dry. A stream that ends just as a run joins is another subject than speed.
 */
const grace = 1000

/** One session: the runs that wait for its stream, and the stream, which ends when no run is left. */
export class Session {
  #pending = 0
  #crowded = false
  #closing
  #stream
  /** @type {(() => void)[]} */
  #waiting = []

  /** Takes `response` as the stream of all runs of this session. */
  open(response) {
    this.#stream = response
    response.once('close', () => {
      if (this.#stream === response) this.#stream = undefined
    })
    for (const start of this.#waiting.splice(0)) start()
  }

  /** Starts a run; its messages go to the stream, once there is one. */
  join(id, result) {
    this.#crowded ||= ++this.#pending > 1
    const start = () => void this.#run(id, result)
    if (this.#stream === undefined) this.#waiting.push(start)
    else setImmediate(() => (this.#stream === undefined ? this.#waiting.push(start) : start()))
  }

  async #run(id, result) {
    const stream = this.#stream
    await pour(stream, story(id, result))
    this.#pending--
    if (this.#pending > 0 || this.#stream !== stream) return
    clearTimeout(this.#closing)
    if (this.#crowded) this.#closing = setTimeout(() => this.#close(), grace)
    else this.#close()
  }

  #close() {
    if (this.#pending > 0) return
    this.#stream?.end(messages.close)
    this.#stream = undefined
  }
}
