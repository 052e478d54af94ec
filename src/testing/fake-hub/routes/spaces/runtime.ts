import { listOf, numberOf } from '../../../../wire/json.ts'
import { repoOf, signedIn } from '../../access.ts'
import { json, refuse, type HubAnswer } from '../../answer.ts'
import { hardware, isFlavor } from '../../hardware.ts'
import { runtimeOf } from '../../properties.ts'
import type { HubRequest } from '../../request.ts'
import type { Route } from '../../router.ts'
import { spaceToken } from '../../space-host.ts'
import { subdomainOf, type SpaceRun } from '../../spaces.ts'

/** A route that does something to a Space and answers how it runs then. */
const control =
  (act: (run: SpaceRun, request: HubRequest) => void | Promise<void>): Route['handle'] =>
  async (request) => {
    const repo = repoOf(request, 'write')
    await act(request.hub.spaces.of(repo), request)
    return json(await runtimeOf(request.hub, repo))
  }

const setHardware = async (run: SpaceRun, request: HubRequest): Promise<void> => {
  const { flavor, sleepTimeSeconds } = await request.json()
  if (typeof flavor !== 'string' || !isFlavor(flavor)) throw refuse(400, 'Invalid hardware flavor')
  run.sleepTime = numberOf(sleepTimeSeconds) ?? run.sleepTime
  run.start(flavor)
}

const setSleepTime = async (run: SpaceRun, request: HubRequest): Promise<void> => {
  const seconds = numberOf((await request.json())['seconds'])
  if (seconds === undefined) throw refuse(400, 'Invalid sleep time')
  run.sleepTime = seconds < 0 ? null : seconds
}

const setVolumes = async (run: SpaceRun, request: HubRequest): Promise<void> => {
  run.volumes = listOf((await request.json())['volumes'])
}

const dropVolumes = (run: SpaceRun): void => {
  run.volumes = []
}

const setDevMode = async (run: SpaceRun, request: HubRequest): Promise<void> => {
  run.devMode = (await request.json())['enabled'] === true
}

const host = async (request: HubRequest): Promise<HubAnswer> => {
  const repo = repoOf(request, 'see')
  return json({ subdomain: subdomainOf(repo), host: await request.hub.sites.space(repo) })
}

const bySubdomain = async (request: HubRequest): Promise<HubAnswer> => {
  const wanted = request.part('subdomain')
  const repo = request.hub.store.all('space').find((one) => subdomainOf(one) === wanted && one.about.private !== true)
  if (repo === undefined) throw refuse(404, 'Space not found', { code: 'RepoNotFound' })
  const url = await request.hub.sites.space(repo)
  const runtime = await runtimeOf(request.hub, repo)
  return json({ id: repo.id, subdomain: wanted, host: url, sdk: repo.about.sdk ?? 'gradio', runtime })
}

const jwt = (request: HubRequest): HubAnswer => {
  const repo = repoOf(request, 'see')
  signedIn(request)
  return json({ token: spaceToken(request.hub, repo) })
}

const routes: readonly [method: string, pattern: string, handle: Route['handle']][] = [
  ['GET', 'hardware', () => json(hardware)],
  ['GET', 'by-subdomain/:subdomain', bySubdomain],
  ['GET', ':id/runtime', async (request) => json(await runtimeOf(request.hub, repoOf(request, 'see')))],
  ['GET', ':id/host', host],
  ['GET', ':id/jwt', jwt],
  ['POST', ':id/restart', control((run) => run.start())],
  ['POST', ':id/pause', control((run) => run.stages.set('PAUSED'))],
  ['POST', ':id/hardware', control(setHardware)],
  ['POST', ':id/sleeptime', control(setSleepTime)],
  ['POST', ':id/dev-mode', control(setDevMode)],
  ['PUT', ':id/volumes', control(setVolumes)],
  ['DELETE', ':id/volumes', control(dropVolumes)],
]

export const spaceRuntimeRoutes: readonly Route[] = routes.map(([method, place, handle]) => ({
  method,
  pattern: `/api/spaces/${place}`,
  handle,
}))
