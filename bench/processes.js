import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { clients } from './clients/index.js'

const firstLine = async (/** @type {import('node:child_process').ChildProcess} */ child) => {
  for await (const line of createInterface({ input: child.stdout })) return line
  return undefined
}

/** A fresh fake server, in a process of its own. */
const startServer = async (/** @type {string} */ app) => {
  const file = fileURLToPath(new URL('fake-server.js', import.meta.url))
  const child = spawn(process.execPath, [file, app], { stdio: ['pipe', 'pipe', 'inherit'] })
  const line = await firstLine(child)
  if (line === undefined) throw new Error('the fake server did not start')
  return {
    /** @type {string} */
    url: JSON.parse(line).url,
    async stop() {
      child.stdin.end()
      if (child.exitCode === null) await once(child, 'exit')
    },
  }
}

const now = () => performance.timeOrigin + performance.now()

/** Milliseconds after which a client that gives no figures is broken. */
const patience = 600_000

/**
 * Starts a program that prints its figures as one line of JSON, and waits for them; then it is killed, or, with `exitLimit`,
 * watched until it ends by itself: `exit` is the milliseconds since the `at` it told, Infinity when the limit (milliseconds) passed.
 */
export const runClient = async (
  /** @type {string[]} */ [program, ...first],
  /** @type {number | undefined} */ exitLimit,
) => {
  const child = spawn(program, first, { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit').then(([code]) => ({ code, at: now() }))
  const kill = () => child.kill('SIGKILL')
  const guard = setTimeout(kill, patience)
  const line = await firstLine(child)
  clearTimeout(guard)
  if (line === undefined) {
    const { code } = await ended
    throw new Error(`${[program, ...first].join(' ')} gave no figures (exit status ${code ?? 'none: killed'})`)
  }
  const figures = JSON.parse(line)
  if (exitLimit === undefined) {
    kill()
    await ended
    return figures
  }
  const limit = setTimeout(kill, exitLimit)
  const { code, at } = await ended
  clearTimeout(limit)
  if (code !== 0 && code !== null) throw new Error(`${[program, ...first].join(' ')}: exit status ${code}`)
  return { ...figures, exit: code === null ? Infinity : at - figures.at }
}

/**
 * A task of `clients/tasks.js`: every sample is a fresh client against a fresh server that runs `app` of `fake/endpoints.js`.
 * @param {{ task: string, app?: string, options?: (client: import('./clients/index.js').Client) => object, exitLimit?: number }} what
 * @returns {(key: string) => Promise<any>}
 */
export const sampleTask =
  ({ task, app = 'small', options, exitLimit }) =>
  async (key) => {
    const client = clients[key]
    const server = await startServer(app)
    try {
      const told = JSON.stringify({ url: server.url, ...options?.(client) })
      return await runClient([...client.command(), task, told], exitLimit)
    } finally {
      await server.stop()
    }
  }

/**
 * Whole processes, from start to exit.
 * @param {Record<string, string[]>} programs by client
 * @returns {(key: string) => Promise<{ wall: number }>}
 */
export const sampleProgram = (programs) => async (key) => {
  const [program, ...rest] = programs[key]
  const start = now()
  const child = spawn(program, rest, { stdio: ['ignore', 'ignore', 'inherit'] })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`${programs[key].join(' ')}: exit status ${code}`)
  return { wall: now() - start }
}
