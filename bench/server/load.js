/** The visitors of a server, in a process of their own: `node load.js <task> <options as JSON>`; prints their figures as JSON. */
import { createReadStream, statSync } from 'node:fs'
import { request } from 'node:http'
import { cpuOf, heldBy, peakOf } from './process.js'
import { postJson, send, text } from './request.js'

/** Where each function stands in the servers. */
const functions = { tokens: 0, echo: 1, hold: 2, open: 3, keep: 4 }

let sessions = 0

/** Joins as a visitor of its own; what it gives reads the stream until it is over. */
const join = async (
  /** @type {string} */ url,
  /** @type {keyof typeof functions} */ name,
  /** @type {unknown[]} */ data,
) => {
  const session = `visitor${sessions++}`
  const body = { data, fn_index: functions[name], session_hash: session }
  const { status, text: answer } = await postJson(`${url}/gradio_api/queue/join`, body)
  if (status !== 200) throw new Error(`a join was answered ${status}: ${answer}`)
  return async () => text(await send(`${url}/gradio_api/queue/data?session_hash=${session}`), '"close_stream"')
}

const call = async (url, name, data) => (await join(url, name, data))()

const succeeded = (/** @type {string} */ told) =>
  told.includes('"process_completed"') && !told.includes('"success":false') && !told.includes('"error"')

const streamed = async (url, count) => {
  const told = await call(url, 'tokens', [count])
  const events = told.split('"process_generating"').length - 1
  if (events !== count || !succeeded(told)) throw new Error(`${events} of ${count} events came: ${told.slice(-300)}`)
}

/** Runs `work` so many times, always `parallel` of them at once. */
const together = async (
  /** @type {number} */ count,
  /** @type {number} */ parallel,
  /** @type {(index: number) => Promise<unknown>} */ work,
) => {
  let next = 0
  const lane = async () => {
    while (next < count) await work(next++)
  }
  await Promise.all(Array.from({ length: Math.min(parallel, count) }, lane))
}

const quantile = (/** @type {number[]} */ sorted, /** @type {number} */ part) =>
  sorted[Math.floor((sorted.length - 1) * part)]

const pause = (/** @type {number} */ milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Resolves with undefined when the work takes longer than so many milliseconds. */
const within = (/** @type {number} */ limit, work) => Promise.race([work, pause(limit)])

const tasks = {
  /** Jobs of ten events, so many visitors at once. */
  async jobs({ url, pid, visitors, jobs, events }) {
    await together(Math.ceil(jobs / 5), visitors, () => streamed(url, events))
    const took = []
    const [cpu, wall] = [cpuOf(pid), performance.now()]
    await together(jobs, visitors, async () => {
      const begin = performance.now()
      await streamed(url, events)
      took.push(performance.now() - begin)
    })
    const spent = { wall: (performance.now() - wall) / jobs, cpu: (cpuOf(pid) - cpu) / jobs }
    took.sort((one, other) => one - other)
    return { ...spent, p50: quantile(took, 0.5), p99: quantile(took, 0.99) }
  },

  /** Sessions that all wait until one of them opens the gate; joining, finishing and the call afterwards may take `limit` each. */
  async waiting({ url, pid, count, limit }) {
    const before = heldBy(pid)
    const answers = []
    let late = false
    const enter = async () => {
      const tell = late ? undefined : await join(url, 'hold', ['x']).catch(() => undefined)
      if (tell !== undefined) answers.push(tell().then(succeeded, () => false))
    }
    await within(limit, together(count, 100, enter))
    late = true
    const held = heldBy(pid)
    const begin = performance.now()
    let finished = 0
    for (const answer of answers) void answer.then((well) => (finished += Number(well)))
    await within(limit, Promise.all([call(url, 'open', ['x']), ...answers]))
    const took = performance.now() - begin
    const after = performance.now()
    const well = await within(
      limit,
      call(url, 'echo', ['x']).then(succeeded, () => false),
    )
    return {
      unanswered: count - finished,
      took: finished === count ? took : Infinity,
      grown: held - before,
      after: well === true ? performance.now() - after : Infinity,
    }
  },

  /** Streams on which nothing happens. */
  async idle({ url, pid, count }) {
    await streamed(url, 10)
    const before = heldBy(pid)
    await together(count, 100, async (index) => {
      const stream = await send(`${url}/gradio_api/heartbeat/idle${index}`)
      if (stream.statusCode !== 200) throw new Error(`a stream was answered ${stream.statusCode}`)
      stream.resume()
    })
    await pause(2_000)
    const held = heldBy(pid)
    return { held, each: (held - before) / count }
  },

  /** One file, as a form sends it, read from disk. */
  async upload({ url, pid, path }) {
    const before = heldBy(pid)
    const head =
      '--b\r\ncontent-disposition: form-data; name="files"; filename="file.bin"\r\ncontent-type: application/octet-stream\r\n\r\n'
    const tail = '\r\n--b--\r\n'
    const length = head.length + statSync(path).size + tail.length
    const headers = { 'content-type': 'multipart/form-data; boundary=b', 'content-length': length }
    const [cpu, begin] = [cpuOf(pid), performance.now()]
    const answer = await new Promise((resolve, reject) => {
      const sending = request(`${url}/gradio_api/upload`, { method: 'POST', headers })
      sending.once('response', resolve).once('error', reject).write(head)
      createReadStream(path, { highWaterMark: 1 << 18 })
        .once('error', reject)
        .once('end', () => sending.end(tail))
        .pipe(sending, { end: false })
    })
    const stored = await text(answer)
    if (!stored.includes('file.bin')) throw new Error(`the upload was answered ${answer.statusCode}: ${stored}`)
    return { wall: performance.now() - begin, cpu: cpuOf(pid) - cpu, grown: peakOf(pid) - before }
  },
}

const [task, options] = process.argv.slice(2)
const figures = await tasks[task](JSON.parse(options))
process.stdout.write(`${JSON.stringify(figures, (_, value) => (value === Infinity ? 'never' : value))}\n`, () =>
  process.exit(),
)
