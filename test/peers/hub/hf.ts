import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { interpreter } from '../environments.ts'

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
  /** Standard input; default: none. */
  readonly input?: string | undefined
  /** More of the environment; nothing of this process's but PATH is passed on. */
  readonly environment?: Readonly<Record<string, string>> | undefined
  /** Seconds until it is killed and the promise rejects; default 60. */
  readonly limit?: number | undefined
}

/** What a program left behind: exit status, standard output and standard error. */
export interface HubAnswer {
  readonly status: number
  readonly out: string
  readonly err: string
}

/** Runs `hf <words>`; resolves whatever the exit status is, rejects when it does not end in time. */
export const hf = (words: readonly string[], visit: HubVisit): Promise<HubAnswer> =>
  visited(visit, async (home) => {
    const program = join(dirname(await interpreter(visit.version)), 'hf')
    return run(program, words, { ...visit, home })
  })

/** Runs Python text where `huggingface_hub` can be imported; `values` are `sys.argv[1:]`. */
export const python = (code: string, visit: HubVisit, values: readonly string[] = []): Promise<HubAnswer> =>
  visited(visit, async (home) => run(await interpreter(visit.version), ['-c', code, ...values], { ...visit, home }))

async function visited<Result>({ home }: HubVisit, visit: (home: string) => Promise<Result>): Promise<Result> {
  if (home !== undefined) return visit(home)
  const own = await mkdtemp(join(tmpdir(), 'hfn-hub-'))
  try {
    return await visit(own)
  } finally {
    await rm(own, { recursive: true, force: true, maxRetries: 5 })
  }
}

type Settled = HubVisit & { readonly home: string }

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

async function run(program: string, words: readonly string[], visit: Settled): Promise<HubAnswer> {
  const { home, folder = home, input = '', limit = 60 } = visit
  const child = spawn(program, words, {
    cwd: folder,
    env: environmentOf(visit),
    timeout: limit * 1000,
    killSignal: 'SIGKILL',
  })
  child.stdin.on('error', () => {}).end(input)
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (status) => {
      if (status === null) reject(new Error(`hf ${words.join(' ')} was killed after ${limit} s`))
      else resolve(status)
    })
  })
  const [status, out, err] = await Promise.all([ended, text(child.stdout), text(child.stderr)])
  return { status, out, err }
}
