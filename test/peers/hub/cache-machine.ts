import { execFile, spawn } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { onTestFinished } from 'vitest'
import type { FakeHub, FakeRepo } from '../../../src/testing/fake-hub/contract.ts'
import { createFakeHub } from '../../../src/testing/fake-hub/create-fake-hub.ts'
import { hf, hubVersions, python, type HubAnswer, type HubVersion } from './hf.ts'

/** Who speaks with the Hub: hfn, and the two majors of Python's client. */
export const clients = ['hfn', ...hubVersions] as const

export type Client = (typeof clients)[number]

const main = join(import.meta.dirname, '../../../dist/cli/main.js')

const files: FakeRepo['files'] = {
  'config.json': '{"a": 1}\n',
  'empty.txt': '',
  'data/odd #1?.txt': 'odd\n',
  'data/ü/deep.txt': 'deep\n',
  'weights.bin': { content: { bytes: 3_000_001, seed: 1 }, stored: 'lfs' },
  'data/chunks.bin': { content: { bytes: 2_000_003, seed: 2 }, stored: 'xet' },
}

/** A Hub with a model, and a dataset that has one of its large files. */
export const startHub = async (): Promise<FakeHub> => {
  const shared = { 'again.bin': { content: { bytes: 2_000_003, seed: 2 }, stored: 'xet' as const } }
  const hub = await createFakeHub({
    repos: [
      { id: 'ann/model', files },
      { id: 'ann/data', type: 'dataset', files: shared },
    ],
  })
  onTestFinished(() => hub.close())
  return hub
}

/** A machine: a home for the cache, and a Hub it knows. */
export interface Machine {
  readonly hub: FakeHub
  /** HF_HOME. */
  readonly home: string
  /** Runs a client's command. */
  readonly run: (client: Client, words: readonly string[], offline?: boolean) => Promise<HubAnswer>
  /** The same, and it has to succeed; gives what it printed. */
  readonly done: (client: Client, words: readonly string[], offline?: boolean) => Promise<string>
  /** Runs Python text. */
  readonly python: (version: HubVersion, code: string, values: readonly string[]) => Promise<HubAnswer>
  /** Runs a command of hfn until the signal kills it. */
  readonly killed: (words: readonly string[], kill: AbortSignal) => Promise<HubAnswer>
}

interface Ours {
  readonly environment: NodeJS.ProcessEnv
  /** Kills the process. */
  readonly kill?: AbortSignal | undefined
}

const hfn = async (words: readonly string[], { environment, kill }: Ours): Promise<HubAnswer> => {
  const child = spawn(process.execPath, [main, ...words], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  kill?.addEventListener('abort', () => child.kill('SIGKILL'))
  onTestFinished(() => void child.kill('SIGKILL'))
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (status) => resolve(status ?? -1))
  })
  const [status, out, err] = await Promise.all([ended, text(child.stdout), text(child.stderr)])
  return { status, out, err }
}

/** @param more of the environment of all that runs on it */
export const machine = async (hub: FakeHub, more: Readonly<Record<string, string>> = {}): Promise<Machine> => {
  const home = await mkdtemp(join(tmpdir(), 'hfn-machine-'))
  onTestFinished(() => rm(home, { recursive: true, force: true, maxRetries: 5 }))
  const own = { HOME: home, HF_HOME: home, HF_ENDPOINT: hub.url, ...more }
  const run: Machine['run'] = (client, words, offline = false) => {
    const environment = { ...more, ...(offline ? { HF_HUB_OFFLINE: '1' } : {}) }
    return client === 'hfn'
      ? hfn(words, { environment: { ...own, ...environment } })
      : hf(words, { version: client, url: hub.url, home, environment })
  }
  return {
    hub,
    home,
    run,
    python: (version, code, values) => python(code, { version, url: hub.url, home }, values),
    killed: (words, kill) => hfn(words, { environment: own, kill }),
    async done(client, words, offline) {
      const { status, out, err } = await run(client, words, offline)
      if (status !== 0) throw new Error(`${client} ${words.join(' ')} ended with ${status}: ${out}\n${err}`)
      return out
    },
  }
}

/** The path in what `download` printed, which Python decorates. */
export const pathIn = (out: string): string => /^(?:\s*path: )?(\/.*)$/m.exec(out)?.[1] ?? ''

/** The snapshot of a repo in a home: there is one. */
export const snapshotIn = async (home: string, repo = 'models--ann--model'): Promise<string> => {
  const folder = join(home, 'hub', repo, 'snapshots')
  const [commit = ''] = await readdir(folder)
  return join(folder, commit)
}

/** What `diff -r` says of two folders: nothing when they are equal. */
export const difference = (one: string, other: string): Promise<string> =>
  promisify(execFile)('diff', ['-r', one, other]).then(
    ({ stdout }) => stdout,
    (failure: { stdout: string }) => failure.stdout || 'diff failed',
  )

/** Names of unfinished files in a repo. */
export const unfinishedIn = async (home: string, repo = 'models--ann--model'): Promise<string[]> =>
  (await readdir(join(home, 'hub', repo, 'blobs')).catch(() => [])).filter((name) => name.endsWith('.incomplete'))
