import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { HubClient, HubOptions } from '../../src/hub/client/contract.ts'
import { createHubClient } from '../../src/hub/client/create-client.ts'
import { createFakeHub } from '../../src/testing/fake-hub/create-fake-hub.ts'
import type { FakeHub, FakeHubOptions } from '../../src/testing/fake-hub/contract.ts'

const users = [
  { name: 'ada', token: 'hf_ada_write' },
  { name: 'bob', token: 'hf_bob_read', role: 'read' },
] as const

/** A Hub of one test, and ada's client of it. */
export const start = async (
  options: FakeHubOptions = {},
  more: HubOptions = {},
): Promise<{ fake: FakeHub; hub: HubClient }> => {
  const fake = await createFakeHub({
    users,
    repos: [{ id: 'ada/there', files: { 'README.md': '# There\n' } }],
    ...options,
  })
  const hub = createHubClient({ endpoint: fake.url, token: 'hf_ada_write', env: {}, ...more })
  onTestFinished(async () => {
    hub.close()
    await fake.close()
  })
  return { fake, hub }
}

/** A folder of one test with these files. */
export const folderOf = async (files: Readonly<Record<string, string | Uint8Array>>): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'hfn-upload-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
  return folder
}

/** Bytes that are no text, the same for the same seed. */
export const noise = (length: number, seed = 1): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(length)
  let state = seed
  for (let at = 0; at < length; at++) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    bytes[at] = state >> 16
  }
  return bytes
}

/** What a file of the Hub holds now. */
export const contentOf = async ({ url }: FakeHub, id: string, path: string): Promise<Buffer> => {
  const answer = await fetch(`${url}/${id}/resolve/main/${path}`, { headers: { authorization: 'Bearer hf_ada_write' } })
  if (!answer.ok) throw new Error(`${path}: status ${answer.status}`)
  return Buffer.from(await answer.arrayBuffer())
}

/** The names of the files of a branch. */
export const namesOf = async (hub: HubClient, id: string, revision = 'main'): Promise<string[]> => {
  const names: string[] = []
  const path = `/api/models/${id}/tree/${encodeURIComponent(revision)}?recursive=true`
  for await (const entry of hub.items({ path })) {
    const { type, path: name } = Object(entry) as { type: string; path: string }
    if (type === 'file') names.push(name)
  }
  return names.sort()
}

/** How often a path was asked for. */
export const asked = ({ requests }: FakeHub, pattern: RegExp, method?: string): number =>
  requests.filter((request) => pattern.test(request.path) && (method ?? request.method) === request.method).length
