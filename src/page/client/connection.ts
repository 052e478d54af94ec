import type { Cell } from '../state/cell.ts'
import type { Address } from './address.ts'

/** Milliseconds between questions whether the app is back: the first, and the longest. */
const pauses = { first: 500, longest: 5_000 }

/** Answers that an app may give while it stops. */
const farewells = 20

/** `rebuilt`: what answers now is a newer start of the app. */
export type Line = 'up' | 'lost' | 'rebuilt'

export interface ConnectionParts {
  readonly address: Address
  readonly appId: string
  readonly line: Cell<Line>
}

/** Knows whether the app can be reached, and asks until it can. */
export class Connection {
  readonly #parts: ConnectionParts
  #asking: Promise<void> | undefined

  constructor(parts: ConnectionParts) {
    this.#parts = parts
  }

  /** To be told when a request failed on its way; resolves when the app answers again. */
  lost(): Promise<void> {
    return this.#begin(0)
  }

  /** To be told when the app said that it stops; resolves when another start of it answers, or this one will not go. */
  stopping(): Promise<void> {
    return this.#begin(farewells)
  }

  #begin(overlooked: number): Promise<void> {
    this.#asking ??= this.#ask(overlooked).finally(() => {
      this.#asking = undefined
    })
    return this.#asking
  }

  /** @param overlooked answers of the same start that do not count */
  async #ask(overlooked: number): Promise<void> {
    const { line } = this.#parts
    let left = overlooked
    for (let pause = pauses.first; ; pause = Math.min(pause * 1.5, pauses.longest)) {
      const appId = await this.#appId()
      if (appId === undefined) left = 0
      else if (appId !== this.#parts.appId) return line.set('rebuilt')
      else if (left === 0) return line.set('up')
      else left -= 1
      line.set('lost')
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }

  /** The start of the app that answers; undefined when none does. */
  async #appId(): Promise<string | undefined> {
    try {
      const answer = await fetch(`${this.#parts.address.api}/app_id`, { cache: 'no-store' })
      if (answer.status === 401) return this.#parts.appId
      return answer.ok ? JSON.stringify((await answer.json()).app_id) : undefined
    } catch {
      return undefined
    }
  }
}
