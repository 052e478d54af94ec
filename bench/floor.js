/**
 * The least a client can do: node:http with keep-alive, the queue protocol, a hand-written event splitter. It knows what the
 * fake app sends and nothing else: no checks, no errors beyond the plainest, no cancelling. Nobody should ship it.
 */
import { makeSplitter, nextOutputs } from './floor/events.js'
import { makeHttp } from './floor/http.js'

/** What a program pays before its first request. */
export const load = () => import('node:http')

/** Runs share one stream of the session, opened when there is none, opened again when it ended with runs left. */
const makeQueue = (http) => {
  const session = Math.random().toString(36).slice(2)
  const running = new Map()
  const early = new Map()
  let listening = false

  const deliver = (/** @type {string} */ text) => {
    const message = JSON.parse(text)
    const id = message.event_id
    if (id === null) return
    const receive = running.get(id)
    if (receive !== undefined) receive(message)
    else if (early.has(id)) early.get(id).push(message)
    else early.set(id, [message])
  }

  const listen = async () => {
    listening = true
    const stream = await http.get(`/gradio_api/queue/data?session_hash=${session}`)
    const split = makeSplitter(deliver)
    stream.on('readable', () => {
      for (let chunk = stream.read(); chunk !== null; chunk = stream.read()) split(chunk)
    })
    stream.once('end', () => {
      listening = false
      if (running.size > 0) void listen()
    })
  }

  return async (index, data, onOutputs) => {
    const body = { data, fn_index: index, session_hash: session }
    const { event_id: id } = await http.postJson('/gradio_api/queue/join', body)
    return new Promise((resolve, reject) => {
      let outputs
      const receive = ({ msg, output }) => {
        if (msg === 'process_generating') {
          outputs = nextOutputs(outputs, output.data)
          onOutputs?.(outputs)
        } else if (msg === 'process_completed') {
          running.delete(id)
          if (output.data === undefined) reject(new Error('the run failed'))
          else resolve(output.data)
        }
      }
      running.set(id, receive)
      for (const message of early.get(id) ?? []) receive(message)
      early.delete(id)
      if (running.size > 0 && !listening) void listen()
    })
  }
}

export const connect = async (/** @type {string} */ url) => {
  const http = await makeHttp(url)
  const [config] = await Promise.all([http.getJson('/config'), http.getJson('/gradio_api/info')])
  const indices = new Map(config.dependencies.map(({ api_name: name, id }) => [name, id]))
  const queue = makeQueue(http)
  const run = (name, data, onOutputs) => queue(indices.get(name), data, onOutputs)
  return {
    run: async (name, ...args) => (await run(name, args))[0],
    async stream(name, ...args) {
      let events = 0
      const [last] = await run(name, args, () => events++)
      return { events, last }
    },
    async runWithFile(name, path) {
      const [stored] = await http.postFile('/gradio_api/upload', path)
      return (await run(name, [{ path: stored, meta: { _type: 'gradio.FileData' } }]))[0]
    },
    close: async () => http.close(),
  }
}
