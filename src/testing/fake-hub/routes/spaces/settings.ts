import { textOf } from '../../../../wire/json.ts'
import { repoOf } from '../../access.ts'
import { json, refuse, type HubAnswer } from '../../answer.ts'
import type { HubRequest } from '../../request.ts'
import type { Route } from '../../router.ts'
import type { SpaceRun } from '../../spaces.ts'

type Kind = 'secrets' | 'variables'

/** Settings as they are told: a secret's value never is. */
const told = (run: SpaceRun, kind: Kind): HubAnswer =>
  json(
    Object.fromEntries(
      [...run[kind]].map(([key, { value, ...said }]) => [
        key,
        kind === 'secrets' ? { key, ...said } : { key, value, ...said },
      ]),
    ),
  )

const runOf = (request: HubRequest): SpaceRun => request.hub.spaces.of(repoOf(request, 'write'))

const keyOf = (key: unknown): string => {
  if (typeof key === 'string' && /^[A-Za-z_]\w*$/.test(key)) return key
  throw refuse(400, 'Invalid key: letters, digits and underscores only')
}

const set = async (request: HubRequest, kind: Kind): Promise<HubAnswer> => {
  const run = runOf(request)
  const { key, value, description } = await request.json()
  if (typeof value !== 'string') throw refuse(400, 'Invalid value')
  run[kind].set(keyOf(key), { value, description: textOf(description), updatedAt: new Date().toISOString() })
  // A Space takes its settings when it starts.
  if (run.runs) run.start()
  return told(run, kind)
}

const remove = async (request: HubRequest, kind: Kind): Promise<HubAnswer> => {
  const run = runOf(request)
  run[kind].delete(keyOf((await request.json())['key']))
  if (run.runs) run.start()
  return told(run, kind)
}

const routesOf = (kind: Kind): readonly Route[] => [
  { method: 'GET', pattern: `/api/spaces/:id/${kind}`, handle: (request) => told(runOf(request), kind) },
  { method: 'POST', pattern: `/api/spaces/:id/${kind}`, handle: (request) => set(request, kind) },
  { method: 'DELETE', pattern: `/api/spaces/:id/${kind}`, handle: (request) => remove(request, kind) },
]

export const spaceSettingsRoutes: readonly Route[] = [...routesOf('secrets'), ...routesOf('variables')]
