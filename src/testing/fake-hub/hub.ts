import { createHmac, randomBytes } from 'node:crypto'
import type { Blob } from './blob.ts'
import type { FakeHubOptions, FakeUser } from './contract.ts'
import { Endpoints, type EndpointRun } from './endpoints.ts'
import { Jobs } from './jobs.ts'
import type { Repo } from './repo.ts'
import { Spaces } from './spaces.ts'
import { Store } from './store.ts'

/** Addresses of what has a port of its own, without a slash at their ends. */
export interface Addresses {
  space(repo: Repo): Promise<string>
  endpoint(run: EndpointRun): Promise<string>
}

/** What all routes of one fake Hub share. */
export class Hub {
  readonly options: FakeHubOptions
  /** How fast answers are. */
  pace: Pick<FakeHubOptions, 'latency' | 'bytesPerSecond'>
  readonly users: readonly FakeUser[]
  /** Whose each token is. */
  readonly tokens: Map<string, FakeUser>
  readonly store = new Store()
  readonly spaces: Spaces
  readonly endpoints: Endpoints
  readonly jobs: Jobs
  readonly sites: Addresses
  /** Large files the CDN was told of, by SHA-256. */
  readonly served = new Map<string, Blob>()
  /** `http://127.0.0.1:<port>`. */
  readonly url: string
  /** `http://localhost:<port>`. */
  readonly cdnUrl: string
  readonly #secret = randomBytes(32)

  constructor(options: FakeHubOptions, { port, sites }: { readonly port: number; readonly sites: Addresses }) {
    this.options = options
    this.pace = options
    this.users = options.users ?? []
    this.tokens = new Map(this.users.map((user) => [user.token, user]))
    this.sites = sites
    this.url = `http://127.0.0.1:${port}`
    this.cdnUrl = `http://localhost:${port}`
    const { space, endpoint, job } = options.starting ?? {}
    this.spaces = new Spaces(space)
    this.endpoints = new Endpoints(options.endpoints ?? [], endpoint)
    this.jobs = new Jobs(job)
    for (const repo of options.repos ?? []) this.store.add(repo)
  }

  /** A signature only this Hub can make, 64 hexadecimal digits. */
  sign(text: string): string {
    return createHmac('sha256', this.#secret).update(text).digest('hex')
  }
}
