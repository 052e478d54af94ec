import { setTimeout as sleep } from 'node:timers/promises'
import { repoOf } from '../../access.ts'
import { events, refuse, type HubAnswer } from '../../answer.ts'
import type { HubRequest } from '../../request.ts'
import type { Route } from '../../router.ts'

/** When the first line was written; each next one a second later, so that a line is the same whenever it is read. */
const began = Date.UTC(2026, 0, 1)

/** Milliseconds between two looks at a Space whose log goes on. */
const step = 100

const usual = {
  run: ['===== Application Startup =====', 'Running on local URL: http://0.0.0.0:7860'],
  build: ['--> DONE'],
}

const logs = (request: HubRequest): HubAnswer => {
  const repo = repoOf(request, 'write')
  const run = request.hub.spaces.of(repo)
  const kind = request.part('kind')
  if (kind !== 'run' && kind !== 'build') throw refuse(400, 'Invalid log type')
  const lines = run.about.logs?.[kind] ?? usual[kind]
  const { signal } = request
  // The log of a Space that runs stays open; that of a build ends with it.
  async function* written(): AsyncIterable<object> {
    for (const [index, data] of lines.entries())
      yield { data: `${data}\n`, timestamp: new Date(began + index * 1000).toISOString() }
    while (kind === 'run' ? run.runs : run.stages.left > 0) await sleep(step, undefined, { signal })
  }
  return events(written())
}

export const spaceLogRoutes: readonly Route[] = [{ method: 'GET', pattern: '/api/spaces/:id/logs/:kind', handle: logs }]
