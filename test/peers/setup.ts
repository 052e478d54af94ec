import { once } from 'node:events'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { TestProject } from 'vitest/node'
import { groupOf, majorsOf } from './apps.ts'
import type { AppName, Major } from './apps.ts'
import { makeEnvironments } from './environments.ts'
import { Park } from './park.ts'
import { readySystem } from './system.ts'

/** What a test file asks for, and gets: `{url}`, or `{error}`. */
export interface Asked {
  readonly major: Major
  readonly app: AppName
}

/**
 * Makes what is missing and keeps the servers of the whole run, since every test file runs in a worker of its own;
 * the workers ask for them over HTTP,
 * and send what is to be shown at the end of the run.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await Promise.all([readySystem(), makeEnvironments()])
  const park = new Park()
  const reports: string[] = []
  const door = createServer((request, response) => {
    if (request.method === 'POST') {
      void text(request).then((report) => response.end(void reports.push(report)))
      return
    }
    const { major, app } = JSON.parse(decodeURIComponent(request.url?.slice(1) ?? '')) as Asked
    // A test that asks for one major will ask for the others.
    for (const other of majorsOf(app)) park.get(other, groupOf(app)).catch(() => {})
    park.get(major, groupOf(app)).then(
      ({ urls }) => response.end(JSON.stringify({ url: urls[app] })),
      (error: unknown) => response.end(JSON.stringify({ error: String(error) })),
    )
  }).listen(0, '127.0.0.1')
  await once(door, 'listening')
  const { port } = door.address() as AddressInfo
  project.provide('peers', `http://127.0.0.1:${port}`)
  return async () => {
    door.close()
    project.vitest.logger.log(reports.toSorted().join('\n'))
    if (project.vitest.state.getFailedFilepaths().length > 0) await keepLogs(park, project)
    await park.close()
  }
}

async function keepLogs(park: Park, { vitest }: TestProject): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'hfn-peers-logs-'))
  for (const [server, log] of await park.logs()) await writeFile(join(folder, `Gradio ${server}.log`), log)
  vitest.logger.error(`What the servers wrote is in ${folder}`)
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the run's servers are asked for. */
    peers: string
  }
}
