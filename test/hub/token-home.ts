import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createHubClient } from '../../src/hub/client/create-client.ts'
import type { HubClient, HubOptions } from '../../src/hub/client/contract.ts'
import { login } from '../../src/hub/token/login.ts'
import { createFakeHub } from '../../src/testing/fake-hub/create-fake-hub.ts'
import type { FakeHub, FakeHubOptions } from '../../src/testing/fake-hub/contract.ts'

/** A folder for tokens, as HF_HOME, that is gone after the test. */
export interface Home {
  readonly folder: string
  readonly env: Readonly<Record<string, string>>
  /** Text of a file in it, undefined when there is none. */
  readonly read: (name: string) => string | undefined
  readonly write: (name: string, content: string | Uint8Array, mode?: number) => void
  /** Permissions of a file in it, or of itself. */
  readonly mode: (name?: string) => number
  readonly names: () => string[]
}

export const newHome = (more: Readonly<Record<string, string>> = {}): Home => {
  const folder = mkdtempSync(join(tmpdir(), 'hfn-home-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const at = (name: string): string => join(folder, name)
  return {
    folder,
    env: { HF_HOME: folder, ...more },
    read: (name) => (existsSync(at(name)) ? readFileSync(at(name), 'utf8') : undefined),
    write: (name, content, mode = 0o600) => writeFileSync(at(name), content, { mode }),
    mode: (name = '.') => statSync(at(name)).mode & 0o777,
    names: () => readdirSync(folder).sort(),
  }
}

export const ada = { name: 'ada', token: 'hf_adaadaadaadaadaada0001', tokenName: 'ada laptop', organizations: ['lab'] }
export const eve = { name: 'eve', token: 'hf_eveeveeveeveeveeve0002', role: 'read' as const }

/** A small Hub that knows Ada and Eve. */
export const newHub = async (options: FakeHubOptions = {}): Promise<FakeHub> => {
  const hub = await createFakeHub({ users: [ada, eve], ...options })
  onTestFinished(() => hub.close())
  return hub
}

/** A client that says its warnings into `warnings`. */
export const clientOf = (options: HubOptions): { readonly hub: HubClient; readonly warnings: string[] } => {
  const warnings: string[] = []
  const hub = createHubClient({ onWarning: (text) => warnings.push(text), ...options })
  onTestFinished(() => hub.close())
  return { hub, warnings }
}

/** A stored login, as Python's client writes it. */
export const section = (name: string, values: Readonly<Record<string, string | number>>): string =>
  `[${name}]\n${Object.entries(values)
    .map(([key, value]) => `${key} = ${value}\n`)
    .join('')}\n`

export const adaSection = section('ada laptop', { hf_token: ada.token })
export const eveSection = section('eve-token', { hf_token: eve.token })

/** Logs Eve in, then Ada. */
export const loggedIn = async (home: Home): Promise<void> => {
  const { hub } = clientOf({ endpoint: (await newHub()).url, env: home.env })
  await login(hub, { token: eve.token })
  await login(hub, { token: ada.token })
}
