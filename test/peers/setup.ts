import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { TestProject } from 'vitest/node'
import { groupOf, majorsOf } from './apps.ts'
import type { AppName, Major } from './apps.ts'
import { makeEnvironments } from './environments.ts'
import { failuresOf } from './failures.ts'
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
    const { logger, state } = project.vitest
    logger.log(reports.toSorted().join('\n'))
    const failed = failuresOf(state)
    if (failed.length > 0) {
      for (const [server, log] of await park.logs()) logger.error(`--- Gradio ${server}\n${log.slice(-4_000)}`)
    }
    await park.close()
    // Last, since the end of the output is what is kept of a run.
    for (const failure of failed) logger.error(failure)
  }
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the run's servers are asked for. */
    peers: string
  }
}
