/**
 * The least a server can do: `node:http` that sends what the bench expects, byte by byte as Gradio writes it. No queue, no checks,
 * no functions: transport only. `node floor.js <port>`.
 */
import { createWriteStream } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { readJson, sendJson } from '../json.js'

const streamHead = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' }
const rest = '"render_config":null,"changed_state_ids":[],"used_cache":null'
const timing = '"duration":0.00125813484,"average_duration":0.00125813484'
const frame = (/** @type {string} */ text) => `data: ${text}\n\n`

/** Sessions and the event that joined them. */
const waiting = new Map()
let lastId = 0

const enter = async (request, response) => {
  const { data, session_hash: session } = await readJson(request)
  const id = (++lastId).toString(16).padStart(32, '0')
  waiting.set(session, { id, count: data[0] })
  sendJson(response, `{"event_id":"${id}"}`)
}

/** Every frame in a write of its own, a turn of the loop apart: as functions give their outputs. */
const tell = async (response, session) => {
  const { id, count } = waiting.get(session)
  waiting.delete(session)
  response.writeHead(200, streamHead)
  response.write(frame(`{"msg":"estimation","event_id":"${id}","rank":0,"queue_size":1,"rank_eta":null}`))
  response.write(frame(`{"msg":"process_starts","event_id":"${id}","eta":null}`))
  for (let index = 0; index < count; index += 1) {
    const data = JSON.stringify(index === 0 ? ['token 0'] : [[['replace', [], `token ${index}`]]])
    const output = `{"data":${data},"is_generating":true,${timing},${rest}}`
    response.write(
      frame(`{"msg":"process_generating","event_id":"${id}","output":${output},"success":true,"time_limit":null}`),
    )
    await new Promise(setImmediate)
  }
  const output = `{"data":["token ${count - 1}"],"is_generating":false,${timing},${rest}}`
  response.write(frame(`{"msg":"process_completed","event_id":"${id}","output":${output},"success":true,"title":null}`))
  response.end(frame('{"msg":"close_stream","event_id":null}'))
}

const store = async (request, response) => {
  const path = join(tmpdir(), 'file.bin')
  await pipeline(request, createWriteStream(path))
  sendJson(response, JSON.stringify([path]))
}

const answer = async (request, response) => {
  const [path, query] = request.url.split('?')
  if (path === '/gradio_api/queue/join') await enter(request, response)
  else if (path === '/gradio_api/queue/data') await tell(response, new URLSearchParams(query).get('session_hash'))
  else if (path === '/gradio_api/upload') await store(request, response)
  else if (path.startsWith('/gradio_api/heartbeat/')) response.writeHead(200, streamHead).write('data: ALIVE\n\n')
  else sendJson(response, '{"title":"floor"}')
}

createServer((request, response) => void answer(request, response)).listen(Number(process.argv[2]), '127.0.0.1')
