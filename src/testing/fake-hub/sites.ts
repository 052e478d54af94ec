import type { RequestListener } from 'node:http'
import { listening, type Listening } from './listening.ts'
import type { SeenRequest } from './contract.ts'
import type { Route } from './router.ts'

/** A host of its own that answers all requests in one way. */
export interface Site {
  readonly host: SeenRequest['host']
  readonly handle: Route['handle']
}

/** Ports of Spaces and dedicated endpoints, each opened when somebody wants to know its address. */
export class Sites {
  readonly #listenerOf: (site: Site) => RequestListener
  readonly #open = new Map<object, Promise<Listening>>()

  constructor(listenerOf: (site: Site) => RequestListener) {
    this.#listenerOf = listenerOf
  }

  /** The address of what `owner` has there, without a slash at its end. */
  async url(owner: object, site: () => Site): Promise<string> {
    const found = this.#open.get(owner) ?? this.#listen(site())
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
