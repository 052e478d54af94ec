/** Requests over `node:http` with connections kept open. */

const read = (/** @type {import('node:http').IncomingMessage} */ answer) =>
  new Promise((resolve, reject) => {
    /** @type {Buffer[]} */
    const pieces = []
    answer.on('data', (piece) => pieces.push(piece))
    answer.once('end', () => {
      if (answer.statusCode === 200) resolve(JSON.parse(Buffer.concat(pieces).toString()))
      else reject(new Error(`HTTP ${answer.statusCode}`))
    })
  })

export const makeHttp = async (/** @type {string} */ url) => {
  const { Agent, request } = await import('node:http')
  const { hostname, port } = new URL(url)
  const agent = new Agent({ keepAlive: true })

  /** @returns {Promise<import('node:http').IncomingMessage>} */
  const get = (/** @type {string} */ path) =>
    new Promise((resolve, reject) => {
      request({ hostname, port, path, agent }, resolve).once('error', reject).end()
    })

  const post = (path, type, length, write) =>
    new Promise((resolve, reject) => {
      const headers = { 'content-type': type, 'content-length': length }
      const sent = request({ hostname, port, path, method: 'POST', agent, headers }, (answer) => resolve(read(answer)))
      write(sent.once('error', reject))
    })

  return {
    get,
    getJson: async (/** @type {string} */ path) => read(await get(path)),

    postJson(/** @type {string} */ path, /** @type {object} */ value) {
      const body = JSON.stringify(value)
      return post(path, 'application/json', Buffer.byteLength(body), (sent) => sent.end(body))
    },

    /** A file as multipart, read a megabyte at a time. */
    async postFile(/** @type {string} */ path, /** @type {string} */ file) {
      const { createReadStream, statSync } = await import('node:fs')
      const head =
        '--floor\r\ncontent-disposition: form-data; name="files"; filename="file.bin"\r\ncontent-type: application/octet-stream\r\n\r\n'
      const tail = '\r\n--floor--\r\n'
      const length = head.length + statSync(file).size + tail.length
      return post(path, 'multipart/form-data; boundary=floor', length, (sent) => {
        sent.write(head)
        const content = createReadStream(file, { highWaterMark: 1 << 20 })
        content.once('error', (error) => sent.destroy(error)).once('end', () => sent.end(tail))
        content.pipe(sent, { end: false })
      })
    },

    close: () => agent.destroy(),
  }
}
