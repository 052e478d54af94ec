import type { FakeEndpoint, FakeSteps } from './contract.ts'
import { Stages } from './stages.ts'
import { isObject, type JsonObject } from '../../wire/json.ts'

const usualStart: FakeSteps = [
  ['pending', 30],
  ['initializing', 30],
]
const usualUpdate: FakeSteps = [['updating', 30]]

/** What the service says unless a test, or whoever made the endpoint, says otherwise. */
const usual = (repository: string): JsonObject => ({
  accountId: null,
  provider: { vendor: 'aws', region: 'us-east-1' },
  compute: {
    accelerator: 'cpu',
    instanceType: 'intel-spr',
    instanceSize: 'x1',
    scaling: { minReplica: 0, maxReplica: 1, scaleToZeroTimeout: 60 },
  },
  model: { repository, revision: 'main', task: null, framework: 'pytorch', image: { huggingface: {} } },
})

/** Properties put in the place of those there are, in objects too; an image is put in whole. */
const merged = (old: JsonObject, change: JsonObject): JsonObject => {
  const changes = Object.entries(change).map(([name, value]) => {
    const before = old[name]
    return [name, name !== 'image' && isObject(before) && isObject(value) ? merged(before, value) : value]
  })
  return { ...old, ...Object.fromEntries(changes) }
}

/** How one dedicated endpoint runs now. */
export class EndpointRun {
  readonly about: FakeEndpoint
  readonly stages: Stages
  /** What the service says of it. */
  said: JsonObject
  readonly #steps: FakeSteps
  #updatedAt = new Date()
  readonly #createdAt = new Date()

  constructor(about: FakeEndpoint, steps: FakeSteps) {
    this.about = about
    this.#steps = about.starting ?? steps
    this.stages = new Stages(about.state ?? 'running')
    const type = about.type ?? 'authenticated'
    this.said = merged({ ...usual(about.repository), type }, about.more ?? {})
  }

  get runs(): boolean {
    return /^(running|updating|updateFailed)$/.test(this.stages.now)
  }

  start(): void {
    this.stages.run(this.#steps, this.about.ends ?? 'running')
  }

  /** Puts these properties in the place of those there are, and starts again. */
  update(change: JsonObject): void {
    this.said = merged(this.said, change)
    this.#updatedAt = new Date()
    if (this.runs) this.stages.run(usualUpdate, this.about.ends ?? 'running')
  }

  /** As the service says it; `url` is its own address. */
  describe(url: string): object {
    const state = this.stages.now
    const ready = this.runs ? 1 : 0
    return {
      name: this.about.name,
      ...this.said,
      healthRoute: this.about.healthRoute ?? '/health',
      status: {
        state,
        message: state === 'failed' ? 'Endpoint failed to start' : `Endpoint is ${state}`,
        ...(/^(pending|failed)$/.test(state) ? {} : { url }),
        createdAt: this.#createdAt.toISOString(),
        createdBy: { id: '0', name: this.about.namespace },
        updatedAt: this.#updatedAt.toISOString(),
        updatedBy: { id: '0', name: this.about.namespace },
        readyReplica: ready,
        targetReplica: /^(paused|scaledToZero)$/.test(state) ? 0 : 1,
      },
    }
  }
}

/** The dedicated endpoints of a Hub, by namespace and name. */
export class Endpoints {
  readonly #runs = new Map<string, EndpointRun>()
  readonly #steps: FakeSteps

  constructor(endpoints: readonly FakeEndpoint[], steps: FakeSteps = usualStart) {
    this.#steps = steps
    for (const about of endpoints) this.add(about)
  }

  add(about: FakeEndpoint): EndpointRun {
    const run = new EndpointRun(about, this.#steps)
    this.#runs.set(`${about.namespace}/${about.name}`, run)
    return run
  }

  /** By `namespace/name`. */
  find(id: string): EndpointRun | undefined {
    return this.#runs.get(id)
  }

  delete(id: string): boolean {
    return this.#runs.delete(id)
  }

  of(namespace: string): EndpointRun[] {
    return [...this.#runs.values()].filter(({ about }) => about.namespace === namespace)
  }
}
