import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished, vi } from 'vitest'
import { HfnError } from '../../src/core/error.ts'
import type { HubClient, HubOptions } from '../../src/hub/client/contract.ts'
import { createHubClient } from '../../src/hub/client/create-client.ts'
import type { FakeFile, FakeHub, FakeHubOptions } from '../../src/testing/fake-hub/contract.ts'
import { createFakeHub } from '../../src/testing/fake-hub/create-fake-hub.ts'

const MB = 1_000_000

/** A file that comes over one connection, and one that comes over several. */
export const small = { bytes: 3 * MB + 1, seed: 3 }
export const large = { bytes: 40 * MB + 7, seed: 4 }

export interface Setting {
  readonly fake: FakeHub
  readonly hub: HubClient
  /** A folder of the test's own. */
  readonly folder: string
  readonly warnings: readonly string[]
  /** Seconds the Hub asked to wait. */
  readonly waits: readonly number[]
}

export interface SettingOptions extends FakeHubOptions {
  readonly files?: Readonly<Record<string, FakeFile>>
  readonly client?: HubOptions
  readonly env?: Readonly<Record<string, string>>
}

export const freshFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'hfn-download-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** Pauses before another try take no time in this test. */
export const withoutPauses = (): void => {
  const random = vi.spyOn(Math, 'random').mockReturnValue(0)
  onTestFinished(() => random.mockRestore())
}

/** A fake Hub with the model `ada/model`, and a client with a cache of its own. */
export const setting = async ({ files = {}, client, env = {}, ...options }: SettingOptions = {}): Promise<Setting> => {
  const fake = await createFakeHub({ repos: [{ id: 'ada/model', files }], ...options })
  const folder = await freshFolder()
  const warnings: string[] = []
  const waits: number[] = []
  const hub = createHubClient({
    endpoint: fake.url,
    token: false,
    cache: join(folder, 'hub'),
    env,
    onWarning: (text) => warnings.push(text),
    onWait: ({ seconds }) => waits.push(seconds),
    ...client,
  })
  onTestFinished(async () => {
    hub.close()
    await fake.close()
  })
  return { fake, hub, folder, warnings, waits }
}

export const sha256 = async (path: string): Promise<string> => {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array)
  return hash.digest('hex')
}

/** SHA-256 of a file as the fake Hub announces it. */
export const announced = async ({ fake }: Setting, path: string): Promise<string | null> => {
  const answer = await fetch(`${fake.url}/ada/model/resolve/main/${path}`, { method: 'HEAD', redirect: 'manual' })
  return answer.headers.get('x-linked-etag')?.replaceAll('"', '') ?? null
}

/** Bytes of files that were sent, and requests for them. */
export const traffic = ({ fake }: Setting): { readonly bytes: number; readonly requests: number } => {
  const answered = fake.requests.filter(({ path, status }) => /\/repos\/|resolve-cache/.test(path) && status < 300)
  return { bytes: answered.reduce((sum, { sent }) => sum + sent, 0), requests: answered.length }
}

/** What it is refused with. */
export const failure = async (work: Promise<unknown>): Promise<HfnError> => {
  try {
    await work
  } catch (error) {
    if (error instanceof HfnError) return error
    throw error
  }
  throw new Error('Nothing was thrown')
}

/** Names of all files below a folder, links included. */
export const filesBelow = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => !entry.isDirectory()).map((entry) => entry.name)
}
