import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { dist } from '../clients/dist.js'
import { findPython } from '../clients/python-environment.js'
import { get } from './request.js'

const hfn = fileURLToPath(new URL('cli/main.js', dist))
const ours = fileURLToPath(new URL('./ours.js', import.meta.url))
const floor = fileURLToPath(new URL('./floor.js', import.meta.url))
const gradio = fileURLToPath(new URL('./gradio-app.py', import.meta.url))

/**
 * @typedef {object} Server an implementation, as a program to start; its port follows
 * @property {string} name as the tables call it
 * @property {() => string[]} command
 * @property {number} share of the repetitions that it is given
 */

/** @type {Record<string, Server>} */
export const servers = {
  ours: { name: 'hfn', command: () => [process.execPath, hfn, 'serve', ours, '--port'], share: 1 },
  gradio: { name: 'Gradio (Python)', command: () => [findPython('gradio-6'), gradio], share: 0.1 },
  floor: { name: 'floor', command: () => [process.execPath, floor], share: 1 },
}

/** A port that is free now. */
const freePort = async () => {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address()
  probe.close()
  await once(probe, 'close')
  return port
}

/** Milliseconds a server may take until it answers. */
const patience = 120_000

const answering = async (/** @type {string} */ url, /** @type {AbortSignal} */ signal) => {
  const end = performance.now() + patience
  while (!signal.aborted && performance.now() < end) {
    const { status } = await get(`${url}/config`).catch(() => ({ status: 0 }))
    if (status === 200) return
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  throw new Error('the server did not start')
}

/** A fresh server that may have as many connections as the system allows, its files in a folder that goes with it. */
export const startServer = async (/** @type {string} */ key) => {
  const folder = mkdtempSync(join(tmpdir(), 'hfn-bench-'))
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  process.once('exit', remove)
  const port = await freePort()
  const env = { ...process.env, TMPDIR: folder, GRADIO_TEMP_DIR: folder }
  const begin = performance.now()
  // What it says of its troubles goes into a file: thousands of visitors can make that a lot.
  const log = join(folder, 'server.log')
  const file = openSync(log, 'w')
  const raise = 'ulimit -n "$(ulimit -Hn)"; exec "$@"'
  const child = spawn('sh', ['-c', raise, 'sh', ...servers[key].command(), String(port)], {
    env,
    stdio: ['ignore', file, file],
  })
  closeSync(file)
  const gone = new AbortController()
  const ended = once(child, 'exit').then(() => gone.abort())
  const stop = async () => {
    child.kill('SIGKILL')
    await ended
    remove()
    process.off('exit', remove)
  }
  const url = `http://127.0.0.1:${port}`
  try {
    await answering(url, gone.signal)
  } catch (error) {
    const said = readFileSync(log, 'utf8').slice(-2_000)
    await stop()
    throw new Error(`${servers[key].name}: ${error.message}\n${said}`)
  }
  return { url, pid: child.pid, ready: performance.now() - begin, stop }
}
