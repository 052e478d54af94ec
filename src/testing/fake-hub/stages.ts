import type { FakeSteps } from './contract.ts'

/** A machine that goes through stages by itself: where it is, is worked out from the clock, so nothing has to be stopped. */
export class Stages {
  #steps: FakeSteps = []
  #end: string
  #begun = 0

  constructor(stage: string) {
    this.#end = stage
  }

  get now(): string {
    let left = performance.now() - this.#begun
    for (const [stage, milliseconds] of this.#steps) {
      if (left < milliseconds) return stage
      left -= milliseconds
    }
    return this.#end
  }

  /** Milliseconds until the last stage. */
  get left(): number {
    const all = this.#steps.reduce((sum, [, milliseconds]) => sum + milliseconds, 0)
    return Math.max(0, all - (performance.now() - this.#begun))
  }

  set(stage: string): void {
    this.#steps = []
    this.#end = stage
  }

  run(steps: FakeSteps, end: string): void {
    this.#steps = steps
    this.#end = end
    this.#begun = performance.now()
  }
}
