import type { FakeSpace, FakeSteps } from './contract.ts'
import type { Repo } from './repo.ts'
import { Stages } from './stages.ts'

/** A secret or variable of a Space. */
interface Setting {
  readonly value: string
  readonly description: string | undefined
  readonly updatedAt: string
}

/** What a Space goes through when it starts, unless a test says otherwise. */
const usualStart: FakeSteps = [
  ['BUILDING', 30],
  ['APP_STARTING', 30],
]

/** How one Space runs now. */
export class SpaceRun {
  readonly about: FakeSpace
  readonly stages: Stages
  readonly secrets = new Map<string, Setting>()
  readonly variables = new Map<string, Setting>()
  readonly #sdk: string
  readonly #steps: FakeSteps
  #hardware: string
  #requested: string
  /** Seconds without a visitor after which it sleeps. */
  sleepTime: number | null = null
  devMode = false
  volumes: readonly unknown[] = []

  constructor({ about }: Repo, steps: FakeSteps) {
    this.about = about.space ?? {}
    this.#steps = this.about.starting ?? steps
    this.stages = new Stages(this.about.stage ?? 'RUNNING')
    this.#hardware = this.#requested = this.about.hardware ?? 'cpu-basic'
    this.#sdk = about.sdk ?? 'gradio'
  }

  get runs(): boolean {
    return this.stages.now.startsWith('RUNNING')
  }

  /** Starts it, whatever it does now, on this hardware. */
  start(hardware = this.#requested): void {
    this.#requested = hardware
    this.stages.run(this.#steps, this.about.ends ?? 'RUNNING')
  }

  /** What a visitor does to a Space that sleeps. */
  wake(): void {
    if (this.stages.now === 'SLEEPING') this.start()
  }

  /** As the Hub says it. */
  runtime(domain: string): object {
    const stage = this.stages.now
    if (this.runs) this.#hardware = this.#requested
    const { errorMessage } = this.about
    return {
      stage,
      hardware: { current: /^(RUNNING|SLEEPING)/.test(stage) ? this.#hardware : null, requested: this.#requested },
      storage: null,
      gcTimeout: this.sleepTime,
      devMode: this.devMode,
      replicas: { current: this.runs ? 1 : 0, requested: 1 },
      domains: [{ domain, stage: 'READY' }],
      hotReloading: null,
      volumes: this.volumes,
      sdk: this.#sdk,
      ...(errorMessage !== undefined && /ERROR/.test(stage) ? { errorMessage } : {}),
    }
  }
}

/** How the Spaces of a Hub run. */
export class Spaces {
  readonly #runs = new WeakMap<Repo, SpaceRun>()
  readonly #steps: FakeSteps

  constructor(steps: FakeSteps = usualStart) {
    this.#steps = steps
  }

  of(repo: Repo): SpaceRun {
    const run = this.#runs.get(repo) ?? new SpaceRun(repo, this.#steps)
    this.#runs.set(repo, run)
    return run
  }
}

/** A Space's name in its address: `owner-name`, in small letters. */
export const subdomainOf = ({ id }: Repo): string => id.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
