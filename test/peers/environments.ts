import { createHash, randomUUID } from 'node:crypto'
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { findUv, said } from './uv.ts'

/** One Python environment each; `pins/<name>.txt` says exactly what is in it, `pins/<name>.in` what it was made from. */
export const environments = [
  'gradio-3',
  'gradio-4',
  'gradio-5',
  'gradio-6',
  'client-1',
  'client-2',
  'hub-1',
  'hub-2',
] as const

export type Environment = (typeof environments)[number]

/** The newest Python for which every pinned package of Gradio 3 has a wheel is 3.12. */
const pythonVersions = '>=3.10,<3.13'

/** What is compiled when an environment is made: the first who imports it would wait for that, several at a time. */
const modules: Readonly<Record<string, string>> = {
  gradio: 'gradio',
  client: 'gradio_client',
  hub: 'huggingface_hub.cli.hf, huggingface_hub.hf_api',
}

const execute = promisify(execFile)

/** Where the environments live: `HFN_PEERS_CACHE`, or `hfn/peers` in the user's cache folder. */
export const cacheFolder = (): string =>
  process.env['HFN_PEERS_CACHE'] ?? join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'hfn', 'peers')

const pinsOf = (name: Environment): Promise<string> =>
  readFile(join(import.meta.dirname, 'pins', `${name}.txt`), 'utf8')

/** Changed pins give another folder, so runs of different checkouts never disturb each other. */
const folderOf = (name: Environment, pins: string): string =>
  join(cacheFolder(), `${name}-${createHash('sha256').update(pins).digest('hex').slice(0, 12)}`)

const pythonIn = (folder: string): string => join(folder, 'bin', 'python')

/** The interpreter of an environment that has been made. */
export const interpreter = async (name: Environment): Promise<string> => pythonIn(folderOf(name, await pinsOf(name)))

/** Makes the environments that are missing. */
export async function makeEnvironments(): Promise<void> {
  const wanted = await Promise.all(environments.map(async (name) => ({ name, pins: await pinsOf(name) })))
  const missing = wanted.filter(({ name, pins }) => !existsSync(pythonIn(folderOf(name, pins))))
  if (missing.length === 0) return
  await removeAbandoned()
  const uv = await findUv(cacheFolder())
  const made = await Promise.allSettled(missing.map(({ name, pins }) => make(uv, name, pins)))
  const failed = made.find((result) => result.status === 'rejected')
  if (failed) throw failed.reason
}

/** Built under a name of its own and renamed when complete: whoever is first wins, nobody sees half an environment. */
async function make(uv: string, name: Environment, pins: string): Promise<void> {
  const building = join(cacheFolder(), 'making', `${name}-${randomUUID()}`)
  const folder = folderOf(name, pins)
  const options = { env: { UV_CACHE_DIR: join(cacheFolder(), 'uv-cache'), ...process.env }, maxBuffer: 1 << 24 }
  try {
    await mkdir(building, { recursive: true })
    const lock = join(building, 'pins.txt')
    await execute(
      uv,
      ['venv', '--quiet', '--relocatable', '--allow-existing', '--python', pythonVersions, building],
      options,
    )
    await writeFile(lock, pins)
    await execute(uv, ['pip', 'install', '--quiet', '--python', pythonIn(building), '--requirement', lock], options)
    await execute(pythonIn(building), ['-c', `import ${modules[name.split('-')[0] ?? '']}`], {
      env: { ...process.env, GRADIO_ANALYTICS_ENABLED: 'False', HF_HUB_OFFLINE: '1' },
    })
    if (existsSync(pythonIn(folder))) return
    // What stands there without an interpreter has lost the Python it was made with.
    await rm(folder, { recursive: true, force: true })
    await rename(building, folder).catch((error: unknown) => {
      if (!existsSync(pythonIn(folder))) throw error
    })
  } catch (error) {
    throw new Error(`Cannot make the Python environment ${name}: ${advice(said(error))}`)
  } finally {
    await rm(building, { recursive: true, force: true })
  }
}

/** What to do about it, and what the program said, in one line. */
const advice = (said: string): string =>
  /no interpreter found|python-build-standalone/i.test(said)
    ? `install Python 3.10, 3.11 or 3.12 and run again (${said})`
    : `check the network, the proxy and the package index, and run again (${said})`

/** A run that was killed leaves what it was making; an hour later nobody makes it any more. */
async function removeAbandoned(): Promise<void> {
  const folder = join(cacheFolder(), 'making')
  await mkdir(folder, { recursive: true })
  for (const name of await readdir(folder)) {
    const { mtimeMs } = await stat(join(folder, name))
    if (Date.now() - mtimeMs > 3_600_000) await rm(join(folder, name), { recursive: true, force: true })
  }
}
