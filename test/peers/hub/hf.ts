import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { interpreter } from '../environments.ts'
import { forked, type Order } from './forks.ts'
import type { HubAnswer } from './hub-answer.ts'
export type { HubAnswer } from './hub-answer.ts'

/** The two majors of Python's `huggingface_hub` in use: 1.33.0 and 2.4.0. */
export const hubVersions = ['hub-1', 'hub-2'] as const

export type HubVersion = (typeof hubVersions)[number]

/** Who asks which Hub, and where it keeps what it has. */
export interface HubVisit {
  readonly version: HubVersion
  /** Address of the Hub: HF_ENDPOINT. */
  readonly url: string
  /** HF_HOME (token, cache); kept. Default: a new folder, removed afterwards. */
  readonly home?: string | undefined
  /** HF_TOKEN. */
  readonly token?: string | undefined
  /** Working folder; default: the home. */
  readonly folder?: string | undefined
  /** More of the environment; nothing of this process's but PATH is passed on. */
  readonly environment?: Readonly<Record<string, string>> | undefined
  /** Seconds until it is killed and the promise rejects; default 60. */
  readonly limit?: number | undefined
}

/** What the installed `hf` consists of. */
const program = 'import sys\nfrom huggingface_hub.cli.hf import main\nsys.exit(main())'

/** Runs `hf <words>`; resolves whatever the exit status is, rejects when it does not end in time. */
export const hf = (words: readonly string[], visit: HubVisit): Promise<HubAnswer> =>
  visited(visit, (settled) => forked(visit.version, orderOf(settled, program, ['hf', ...words])))

/** Runs Python text where `huggingface_hub` can be imported; `values` are `sys.argv[1:]`. */
export const python = (code: string, visit: HubVisit, values: readonly string[] = []): Promise<HubAnswer> =>
  visited(visit, (settled) => forked(visit.version, orderOf(settled, code, ['-c', ...values])))

/** The same as `hf` by the program that is installed; it has to succeed. */
export const installed = (words: readonly string[], visit: HubVisit): Promise<HubAnswer> =>
  visited(visit, async (settled) => {
    const file = join(dirname(await interpreter(visit.version)), 'hf')
    const options = { cwd: settled.home, env: environmentOf(settled) }
    return promisify(execFile)(file, words, options).then(({ stdout, stderr }) => ({
      status: 0,
      out: stdout,
      err: stderr,
    }))
  })

/** To be called in `beforeAll`: what Pythons fork from is started and imports, which is no part of a test's time. */
export const ready = async (): Promise<void> => {
  await Promise.all(hubVersions.map((version) => python('', { version, url: 'http://127.0.0.1:9', limit: 200 })))
}

type Settled = HubVisit & { readonly home: string }

async function visited<Result>(visit: HubVisit, work: (settled: Settled) => Promise<Result>): Promise<Result> {
  if (visit.home !== undefined) return work({ ...visit, home: visit.home })
  const home = await mkdtemp(join(tmpdir(), 'hfn-hub-'))
  try {
    return await work({ ...visit, home })
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Quiet, and unaware of the user's own token, proxies and settings. */
const environmentOf = ({ url, home, token, environment }: Settled): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  LANG: 'C.UTF-8',
  HOME: home,
  TMPDIR: home,
  HF_HOME: home,
  HF_ENDPOINT: url,
  HF_HUB_DISABLE_PROGRESS_BARS: '1',
  HF_HUB_DISABLE_TELEMETRY: '1',
  HF_HUB_DISABLE_UPDATE_CHECK: '1',
  NO_COLOR: '1',
  ...(token === undefined ? {} : { HF_TOKEN: token }),
  ...environment,
})

const orderOf = (visit: Settled, code: string, words: readonly string[]): Order => ({
  code,
  words,
  folder: visit.folder ?? visit.home,
  environment: environmentOf(visit),
  limit: visit.limit ?? 60,
})
