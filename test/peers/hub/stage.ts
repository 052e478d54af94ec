import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FakeHub, FakeHubOptions } from '../../../src/testing/fake-hub/contract.ts'
import { createFakeHub } from '../../../src/testing/fake-hub/create-fake-hub.ts'
import { note, routeOf } from './coverage.ts'
import { hf, python } from './hf.ts'
import type { HubAnswer, HubVersion, HubVisit } from './hf.ts'

/** What a journey is played on: a Hub of its own, and one user's machine. */
export interface Stage {
  readonly hub: FakeHub
  readonly version: HubVersion
  /** HF_HOME, kept for the whole journey. */
  readonly home: string
  /** Where commands run. */
  readonly folder: string
  /** Runs `hf` with these words, as ada unless `more` has another token. */
  readonly hf: (words: string | readonly string[], more?: Partial<HubVisit>) => Promise<HubAnswer>
  /** The same for a command that must succeed; gives its standard output. */
  readonly done: (words: string | readonly string[], more?: Partial<HubVisit>) => Promise<string>
  /** `done` where the addresses of dedicated endpoints, which nothing else sets, are the fake's. */
  readonly patched: (words: string) => Promise<string>
  /** Runs Python text that must succeed; `api` is an HfApi. Gives its standard output. */
  readonly python: (code: string, values?: readonly string[]) => Promise<string>
  /** The routes asked since the last time this was called; without the list of agents each command in a new home may ask for. */
  readonly asked: () => readonly string[]
}

export interface Journey {
  /** What is promised. */
  readonly name: string
  readonly hub?: FakeHubOptions | undefined
  play(stage: Stage): Promise<void>
}

export const users = [
  { name: 'ada', token: 'hf_adasWriteToken', organizations: ['lovelace'] },
  { name: 'bob', token: 'hf_bobsWriteToken' },
  { name: 'eve', token: 'hf_evesReadToken', role: 'read' },
] as const

/** Plays a journey with one version of Python's client. */
export async function play(journey: Journey, version: HubVersion): Promise<void> {
  const hub = await createFakeHub({ users, ...journey.hub })
  const folder = await mkdtemp(join(tmpdir(), 'hfn-journey-'))
  try {
    await journey.play(stageOf(hub, version, folder))
    for (const request of hub.requests) note(request, version)
  } finally {
    await hub.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

function stageOf(hub: FakeHub, version: HubVersion, folder: string): Stage {
  const home = join(folder, 'home')
  const visit = { version, url: hub.url, home, folder, token: users[0].token }
  let seen = 0
  const stage: Stage = {
    hub,
    version,
    home,
    folder,
    hf: (words, more) => hf(typeof words === 'string' ? words.split(' ') : words, { ...visit, ...more }),
    done: async (words, more) => successful(await stage.hf(words, more), String(words)),
    python: async (code, values) =>
      successful(
        await python(
          `import sys\nfrom huggingface_hub import *\nfrom huggingface_hub import constants\napi = HfApi()\n${code}`,
          visit,
          values,
        ),
        code,
      ),
    patched: (words) =>
      stage.python(
        `constants.INFERENCE_ENDPOINTS_ENDPOINT = sys.argv[1]
constants.INFERENCE_CATALOG_ENDPOINT = constants.INFERENCE_CATALOG_ENDPOINT.replace('https://endpoints.huggingface.co', constants.ENDPOINT)
sys.argv[:2] = ['hf']
from huggingface_hub.cli.hf import main
main()`,
        [hub.endpointsUrl, ...words.split(' ')],
      ),
    asked: () => {
      const routes = hub.requests
        .slice(seen)
        .map(routeOf)
        .filter((route) => !route.includes('agent-harnesses'))
      seen = hub.requests.length
      return routes
    },
  }
  return stage
}

function successful({ status, out, err }: HubAnswer, what: string): string {
  if (status !== 0) throw new Error(`${what} ended with status ${status}\n${out.slice(-1_000)}\n${err.slice(-1_000)}`)
  return out
}
