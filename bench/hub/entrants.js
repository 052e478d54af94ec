import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { dist } from '../clients/dist.js'
import { findPython } from '../clients/python-environment.js'

const snapshot = fileURLToPath(new URL('./snapshot.js', import.meta.url))
const floor = fileURLToPath(new URL('./floor.js', import.meta.url))
const hf = (/** @type {string} */ environment) => join(dirname(findPython(environment)), 'hf')

/**
 * @typedef {object} Downloader a program that takes `download <repo>`, the Hub of HF_ENDPOINT and the cache of HF_HOME
 * @property {string} name as the tables call it
 * @property {() => string[]} command the program and its first arguments
 */

/** @type {Record<string, Downloader>} */
export const downloaders = {
  ours: { name: 'hfn', command: () => [process.execPath, fileURLToPath(new URL('cli/main.js', dist))] },
  'hf-2': { name: 'hf 2.4', command: () => [hf('hub-2')] },
  'hf-1': { name: 'hf 1.33', command: () => [hf('hub-1')] },
  'huggingface-hub': { name: '@huggingface/hub', command: () => [process.execPath, snapshot] },
  floor: { name: 'floor', command: () => [process.execPath, floor] },
}
