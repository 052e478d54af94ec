import type { RequestListener } from 'node:http'
import { listening, type Listening } from './listening.ts'
import type { SeenRequest } from './contract.ts'
import { visitEndpoint } from './endpoint-host.ts'
import type { EndpointRun } from './endpoints.ts'
import type { Addresses } from './hub.ts'
import type { Repo } from './repo.ts'
import type { Route } from './router.ts'
import { visitSpace } from './space-host.ts'

/** A host of its own that answers all requests in one way. */
export interface Site {
  readonly host: SeenRequest['host']
  readonly handle: Route['handle']
}

/** Ports of Spaces and dedicated endpoints, each opened when somebody wants to know its address. */
export class Sites implements Addresses {
  readonly #listenerOf: (site: Site) => RequestListener
  readonly #open = new Map<object, Promise<Listening>>()

  constructor(listenerOf: (site: Site) => RequestListener) {
    this.#listenerOf = listenerOf
  }

  space(repo: Repo): Promise<string> {
    return this.#url(repo, { host: 'space', handle: (request) => visitSpace(request, repo) })
  }

  endpoint(run: EndpointRun): Promise<string> {
    return this.#url(run, { host: 'endpoint', handle: (request) => visitEndpoint(request, run) })
  }

  async #url(owner: object, site: Site): Promise<string> {
    const found = this.#open.get(owner) ?? this.#listen(site)
    this.#open.set(owner, found)
    return `http://127.0.0.1:${(await found).port}`
  }

  async #listen(site: Site): Promise<Listening> {
    const door = await listening()
    door.serve(this.#listenerOf(site))
    return door
  }

  async close(): Promise<void> {
    await Promise.all([...this.#open.values()].map(async (door) => (await door).close()))
  }
}
