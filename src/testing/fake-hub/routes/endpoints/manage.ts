import { isMember, signedIn, writer } from '../../access.ts'
import { json, refuse, type HubAnswer } from '../../answer.ts'
import type { EndpointRun } from '../../endpoints.ts'
import type { HubRequest } from '../../request.ts'
import type { Route } from '../../router.ts'
import { checked, make } from './make.ts'

const said = async ({ hub }: HubRequest, run: EndpointRun, status = 200): Promise<HubAnswer> =>
  json(run.describe(await hub.sites.endpoint(run)), status)

const namespaceOf = (request: HubRequest): string => {
  const namespace = request.part('namespace')
  if (!isMember(signedIn(request), namespace)) throw refuse(403, 'Forbidden')
  return namespace
}

const idOf = (request: HubRequest): string => `${namespaceOf(request)}/${request.part('name')}`

const runOf = (request: HubRequest): EndpointRun => {
  const run = request.hub.endpoints.find(idOf(request))
  if (run === undefined) throw refuse(404, 'Endpoint not found')
  return run
}

const list = async (request: HubRequest): Promise<HubAnswer> => {
  const runs = request.hub.endpoints.of(namespaceOf(request))
  return json({
    items: await Promise.all(runs.map(async (run) => run.describe(await request.hub.sites.endpoint(run)))),
  })
}

const create = async (request: HubRequest): Promise<HubAnswer> =>
  said(request, make(request, namespaceOf(request), await request.json()), 202)

const update = async (request: HubRequest): Promise<HubAnswer> => {
  const run = runOf(request)
  writer(request, run.about.namespace)
  run.update(checked(await request.json()))
  return said(request, run)
}

const remove = (request: HubRequest): HubAnswer => {
  const run = runOf(request)
  writer(request, run.about.namespace)
  request.hub.endpoints.delete(idOf(request))
  return json({})
}

/** What can be done to an endpoint. */
const actions: Readonly<Record<string, (run: EndpointRun) => void>> = {
  pause: (run) => run.stages.set('paused'),
  resume: (run) => {
    if (run.runs) throw refuse(400, 'Endpoint is already running')
    run.start()
  },
  'scale-to-zero': (run) => {
    if (run.stages.now === 'paused') throw refuse(400, 'Invalid state: endpoint is paused')
    run.stages.set('scaledToZero')
  },
}

const act = async (request: HubRequest): Promise<HubAnswer> => {
  const run = runOf(request)
  writer(request, run.about.namespace)
  const action = actions[request.part('action')]
  if (action === undefined) throw refuse(404, 'Not found')
  action(run)
  return said(request, run)
}

export const manageRoutes: readonly Route[] = [
  { method: 'GET', pattern: '/ie/v2/endpoint/:namespace', handle: list },
  { method: 'POST', pattern: '/ie/v2/endpoint/:namespace', handle: create },
  { method: 'GET', pattern: '/ie/v2/endpoint/:namespace/:name', handle: (request) => said(request, runOf(request)) },
  { method: 'PUT', pattern: '/ie/v2/endpoint/:namespace/:name', handle: update },
  { method: 'DELETE', pattern: '/ie/v2/endpoint/:namespace/:name', handle: remove },
  { method: 'POST', pattern: '/ie/v2/endpoint/:namespace/:name/:action', handle: act },
]
