import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { interpreter, type Environment } from '../environments.ts'
import { curl } from './curl.ts'
import { packageFolder } from './packages.ts'
import type { Stage } from './stage.ts'

/** Does one action and gives its answer. */
export type Client = (script: string, stage: Pick<Stage, 'url' | 'prefix' | 'names'>) => Promise<unknown>

const execute = promisify(execFile)

/** Milliseconds an action may take: a client that never ends is stopped then. */
const patience = 100_000

const scripts = join(import.meta.dirname, 'clients')

/** Runs a program that prints its answer as JSON and ends by itself; its temporary files go with it. */
const program = async (command: string, parameters: readonly string[]): Promise<unknown> => {
  const folder = await mkdtemp(join(tmpdir(), 'hfn-official-'))
  const env = {
    ...process.env,
    GRADIO_ANALYTICS_ENABLED: 'False',
    HF_HUB_OFFLINE: '1',
    NO_PROXY: '127.0.0.1,localhost',
    TMPDIR: folder,
    no_proxy: '127.0.0.1,localhost',
  }
  try {
    const { stdout } = await execute(command, parameters, { cwd: folder, env, timeout: patience })
    return JSON.parse(stdout)
  } catch (error) {
    const { killed, stderr = '' } = error as { killed?: boolean; stderr?: string }
    const end = killed ? `was stopped after ${patience / 1000} s` : 'failed'
    const last = stderr.trim().split('\n').slice(-6).join(' | ') || String(error)
    throw new Error(`${parameters[1]} ${end}: ${last}`, { cause: error })
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

const python =
  (environment: Environment): Client =>
  async (script, { url, names }) =>
    program(await interpreter(environment), [join(scripts, 'python.py'), script, url, String(names.length)])

const node =
  (location: () => Promise<string>): Client =>
  async (script, { url, names }) =>
    program(process.execPath, [join(scripts, 'node.js'), script, url, String(names.length), await location()])

const older = async (): Promise<string> =>
  pathToFileURL(join(await packageFolder('@gradio/client', '1.19.1'), 'dist', 'index.js')).href

/** Brings the packages that are missing, which is no part of a test. */
export const makePackages = async (): Promise<void> => void (await older())

/** The official ways to call a Gradio app: none of them is ours. */
export const clients: Readonly<Record<string, Client>> = {
  'Python 1.14.0': python('client-1'),
  'Python 2.7.2': python('client-2'),
  'Node 1.19.1': node(older),
  'Node 2.7.0': node(() => Promise.resolve(import.meta.resolve('@gradio/client'))),
  curl,
}
