import type { IncomingMessage } from 'node:http'
import type { FakeHub, FakeHubOptions, FakeRepoType, SeenRequest } from './contract.ts'
import type { EndpointRun } from './endpoints.ts'
import { Faults } from './faults.ts'
import { Hub } from './hub.ts'
import { listening } from './listening.ts'
import { RateLimit } from './rate-limit.ts'
import { blobsOf, type Repo } from './repo.ts'
import { routerOf } from './router.ts'
import { routes } from './routes/index.ts'
import { listenerOf, type Desk } from './server.ts'
import { Sites, type Site } from './sites.ts'

const hostOf = ({ headers }: IncomingMessage): SeenRequest['host'] =>
  headers.host?.startsWith('localhost') ? 'cdn' : 'hub'

const repoIn = (hub: Hub, type: FakeRepoType, id: string): Repo => {
  const found = hub.store.find(type, id)
  if (found === undefined || !('repo' in found)) throw new Error(`The fake Hub has no ${type} ${id}`)
  return found.repo
}

const endpointIn = (hub: Hub, id: string): EndpointRun => {
  const run = hub.endpoints.find(id)
  if (run === undefined) throw new Error(`The fake Hub has no endpoint ${id}`)
  return run
}

/**
 * Starts a small Hub on a free port of this machine: it answers as huggingface.co does, keeps a log of what was asked, and
 * goes wrong as told. Give its `url` to a client as HF_ENDPOINT.
 */
export const createFakeHub = async (options: FakeHubOptions = {}): Promise<FakeHub> => {
  const door = await listening(options.port)
  const sites = new Sites(({ host, handle }: Site) => {
    const route = { method: '', pattern: '', handle }
    return listenerOf({ ...desk, router: () => ({ route, parameters: {} }) }, () => host)
  })
  const hub = new Hub(options, { port: door.port, sites })
  const desk: Desk = {
    hub,
    faults: new Faults(),
    router: routerOf(routes),
    limit: options.rateLimit === undefined ? undefined : new RateLimit(options.rateLimit),
    requests: [],
  }
  door.serve(listenerOf(desk, hostOf))
  const { url, cdnUrl } = hub
  return {
    url,
    cdnUrl,
    endpointsUrl: `${url}/ie/v2`,
    requests: desk.requests,
    add: (...faults) => desk.faults.add(...faults),
    clear: () => {
      desk.faults.clear()
      desk.requests.length = 0
    },
    set: (pace) => {
      hub.pace = { ...hub.pace, ...pace }
    },
    repo: (repo) => void hub.store.add(repo),
    commit: (id, files, type = 'model') =>
      repoIn(hub, type, id).commit({ files: blobsOf(files), title: 'Upload files' }).id,
    stage: (id, stage) => hub.spaces.of(repoIn(hub, 'space', id)).stages.set(stage),
    spaceUrl: (id) => hub.sites.space(repoIn(hub, 'space', id)),
    state: (id, state) => endpointIn(hub, id).stages.set(state),
    endpointUrl: (id) => hub.sites.endpoint(endpointIn(hub, id)),
    close: async () => {
      await Promise.all([door.close(), sites.close()])
    },
  }
}
