/** Requests over `node:http`, as plain as they come: the load must cost less than what it measures. */
import { Agent, request } from 'node:http'

const agent = new Agent({ keepAlive: true, maxSockets: Infinity })

/** @returns {Promise<import('node:http').IncomingMessage>} */
export const send = (/** @type {string} */ url, options, /** @type {string} */ body) =>
  new Promise((resolve, reject) => {
    request(url, { agent, ...options })
      .once('response', resolve)
      .once('error', reject)
      .end(body)
  })

/**
 * Reads an answer as text; leaves it when it has said `last`, as clients leave a stream that is over.
 * @returns {Promise<string>}
 */
export const text = (/** @type {import('node:http').IncomingMessage} */ answer, /** @type {string} */ last) =>
  new Promise((resolve, reject) => {
    let all = ''
    answer.setEncoding('latin1')
    answer.on('data', (piece) => {
      all += piece
      if (last === undefined || !all.includes(last)) return
      resolve(all)
      answer.destroy()
    })
    answer.once('end', () => resolve(all))
    answer.once('error', reject)
  })

export const get = async (/** @type {string} */ url) => {
  const answer = await send(url, { agent: false })
  return { status: answer.statusCode, text: await text(answer) }
}

export const postJson = async (/** @type {string} */ url, /** @type {object} */ value) => {
  const body = JSON.stringify(value)
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
  const answer = await send(url, { method: 'POST', headers }, body)
  return { status: answer.statusCode, text: await text(answer) }
}
