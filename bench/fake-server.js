/**
 * A lean Gradio 6 server for measuring clients: `node bench/fake-server.js [small|large|stateful]`.
 * Prints its address as one line of JSON and ends when its standard input does.
 */
import { createServer } from 'node:http'
import { answerCall } from './fake/call.js'
import { makeConfig, makeInfo } from './fake/config.js'
import { apps } from './fake/endpoints.js'
import { Session } from './fake/queue.js'
import { readJson, sendJson } from './json.js'

const endpoints = apps[process.argv[2] ?? 'small']
if (endpoints === undefined)
  throw new Error(`no app called ${process.argv[2]}; there are ${Object.keys(apps).join(', ')}`)

const streamHead = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' }
const sessions = new Map()
const calls = new Map()
let lastId = 0
let config = ''
const info = JSON.stringify(makeInfo(endpoints))

const newId = () => (++lastId).toString(16).padStart(32, '0')

const sessionOf = (name) => {
  const known = sessions.get(name) ?? new Session()
  sessions.set(name, known)
  return known
}

const join = async (request, response) => {
  const { fn_index: index, data, session_hash: session } = await readJson(request)
  const id = newId()
  sendJson(response, `{"event_id":"${id}"}`)
  sessionOf(session).join(id, endpoints[index].run(data))
}

const startCall = async (request, response, [name]) => {
  const { data } = await readJson(request)
  const id = newId()
  calls.set(id, endpoints.find((endpoint) => endpoint.name === name).run(data))
  sendJson(response, `{"event_id":"${id}"}`)
}

const readCall = async (_request, response, [, id]) => {
  const steps = calls.get(id)
  calls.delete(id)
  await answerCall(response.writeHead(200, streamHead), steps)
}

const upload = async (request, response) => {
  let bytes = 0
  for await (const piece of request) bytes += piece.length
  sendJson(response, JSON.stringify([`/tmp/gradio/${bytes}/file.bin`]))
}

const heartbeat = (_request, response) => {
  response.writeHead(200, streamHead).write('data: ALIVE\n\n')
  const beat = setInterval(() => response.write('data: ALIVE\n\n'), 15_000)
  response.once('close', () => clearInterval(beat))
}

const succeed = (request, response) => {
  request.resume()
  sendJson(response, '{"success":true}')
}

/** @type {Record<string, (request: any, response: any, rest: string[], query: URLSearchParams) => unknown>} */
const routes = {
  'GET /config': (_request, response) => sendJson(response, config),
  'GET /gradio_api/info': (_request, response) => sendJson(response, info),
  'POST /gradio_api/queue/join': join,
  'GET /gradio_api/queue/data': (_request, response, _rest, query) => {
    response.writeHead(200, streamHead).flushHeaders()
    sessionOf(query.get('session_hash')).open(response)
  },
  'POST /gradio_api/call': startCall,
  'GET /gradio_api/call': readCall,
  'POST /gradio_api/upload': upload,
  'GET /gradio_api/heartbeat': heartbeat,
  'POST /gradio_api/cancel': succeed,
  'POST /gradio_api/reset': succeed,
}

/** Routes match whole, or with their last segments as `rest`. */
const find = (method, path) => {
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
    const route = routes[`${method} ${path.slice(0, end)}`]
    if (route !== undefined) return { route, rest: path.slice(end + 1).split('/') }
  }
  return undefined
}

const server = createServer((request, response) => {
  const [path, query] = request.url.split('?')
  const found = find(request.method, path)
  if (found === undefined) {
    request.resume()
    response.writeHead(404).end('{"detail":"Not Found"}')
    return
  }
  Promise.resolve(found.route(request, response, found.rest, new URLSearchParams(query))).catch((error) => {
    console.error(error)
    process.exit(1)
  })
})

// A machine that stalls must not look like a lost connection.
server.keepAliveTimeout = 0
server.listen(0, '127.0.0.1', () => {
  const url = `http://127.0.0.1:${server.address().port}`
  config = JSON.stringify(makeConfig(endpoints, url))
  console.log(JSON.stringify({ url }))
})
process.stdin.resume().once('end', () => process.exit())
