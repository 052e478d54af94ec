import type { JsonObject } from '../../wire/json.ts'
import { sha1 } from './blob.ts'
import type { FakeSteps } from './contract.ts'
import { Stages } from './stages.ts'

const usualCourse: FakeSteps = [
  ['SCHEDULING', 30],
  ['RUNNING', 30],
]

interface JobMaking {
  readonly id: string
  readonly spec: JsonObject
  readonly course: FakeSteps
}

/** A job: a command that runs in a container until it ends by itself. */
export class Job {
  readonly id: string
  readonly owner: string
  readonly createdAt = new Date()
  readonly stages = new Stages('COMPLETED')
  readonly #spec: JsonObject

  constructor(owner: string, { id, spec, course }: JobMaking) {
    this.id = id
    this.owner = owner
    this.#spec = spec
    this.stages.run(course, 'COMPLETED')
  }

  /** What it printed. */
  get lines(): readonly string[] {
    const { command, arguments: more } = this.#spec
    return [`Job started`, [command, more].flat().filter(Boolean).join(' ')]
  }

  describe(): object {
    const { secrets, ...spec } = this.#spec
    return {
      id: this.id,
      createdAt: this.createdAt.toISOString(),
      owner: { id: sha1(this.owner).slice(0, 24), name: this.owner, type: 'user' },
      ...spec,
      ...(secrets === undefined ? {} : { secrets: Object.keys(secrets ?? {}) }),
      status: { stage: this.stages.now, message: null },
    }
  }
}

export class Jobs {
  readonly #jobs = new Map<string, Job>()
  readonly #course: FakeSteps

  constructor(course: FakeSteps = usualCourse) {
    this.#course = course
  }

  add(owner: string, spec: JsonObject): Job {
    const id = sha1(owner, String(this.#jobs.size)).slice(0, 24)
    const job = new Job(owner, { id, spec, course: this.#course })
    this.#jobs.set(id, job)
    return job
  }

  find(owner: string, id: string): Job | undefined {
    const job = this.#jobs.get(id)
    return job?.owner === owner ? job : undefined
  }

  /** Newest first. */
  of(owner: string): Job[] {
    return [...this.#jobs.values()].filter((job) => job.owner === owner).reverse()
  }
}
