import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Major } from './apps.ts'
import type { Environment } from './environments.ts'
import { interpreter } from './environments.ts'
import { fixtures } from './fixtures.ts'

const execute = promisify(execFile)

/** The official Python clients that speak with each major; Gradio 3 is understood by the one installed with it only. */
export const clientsOf: Readonly<Record<Major, readonly Environment[]>> = {
  3: ['gradio-3'],
  4: ['client-1', 'client-2'],
  5: ['client-1', 'client-2'],
  6: ['client-1', 'client-2'],
}

/** What an official client made of one call; `outputs` is everything it saw on the way. */
export type Answer =
  | { readonly value: unknown; readonly outputs: readonly unknown[] }
  | { readonly error: string; readonly message: string }

/** Calls to one app, in one session. */
export interface Visit {
  readonly url: string
  readonly auth?: readonly [user: string, password: string] | undefined
  /** Endpoint by name or index, and arguments by position; files as `file()` writes them. */
  readonly calls: readonly (readonly [endpoint: string | number, values: readonly unknown[]])[]
}

/** Runs a script of `clients/` in an environment and gives what it prints as JSON; `argument` reaches it as JSON. */
async function python(environment: Environment, script: string, argument: unknown): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), 'hfn-client-'))
  try {
    const path = join(import.meta.dirname, 'clients', script)
    const env = { ...process.env, GRADIO_ANALYTICS_ENABLED: 'False', HF_HUB_OFFLINE: '1', TMPDIR: folder }
    const { stdout } = await execute(await interpreter(environment), [path, JSON.stringify(argument)], {
      cwd: folder,
      env: { ...env, NO_PROXY: '127.0.0.1,localhost', no_proxy: '127.0.0.1,localhost' },
      timeout: 120_000,
      maxBuffer: 1 << 28,
    })
    return JSON.parse(stdout)
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Visits apps one after another with an official client; the answers of each visit stand in the order of its calls. */
export async function official(environment: Environment, visits: readonly Visit[]): Promise<readonly Answer[][]> {
  return (await python(environment, 'call.py', { visits, fixtures })) as readonly Answer[][]
}
