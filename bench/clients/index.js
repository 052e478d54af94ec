import { fileURLToPath } from 'node:url'
import { findPython } from './python-environment.js'

/**
 * @typedef {object} Client an implementation, as a program to start
 * @property {string} name as the tables call it
 * @property {() => string[]} command the program and its first arguments; a task and its options follow
 * @property {number} share of the repetitions that it is given: a slow one need not make the others wait
 */

const script = fileURLToPath(new URL('../client.js', import.meta.url))
const pythonScript = fileURLToPath(new URL('python.py', import.meta.url))
const node = (/** @type {string} */ which) => [process.execPath, '--expose-gc', script, which]

/** @type {Record<string, Client>} */
export const clients = {
  ours: { name: 'hfn', command: () => node('ours'), share: 1 },
  'gradio-client': { name: '@gradio/client', command: () => node('gradio-client'), share: 1 },
  python: { name: 'gradio_client (Python)', command: () => [findPython('client-2'), pythonScript], share: 0.1 },
  floor: { name: 'floor', command: () => node('floor'), share: 1 },
}
