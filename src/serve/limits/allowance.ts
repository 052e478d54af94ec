interface Window {
  taken: number
  readonly ends: number
}

export interface AllowanceOptions {
  /** Uses of one key in one window. */
  readonly limit: number
  /** Milliseconds; a key's window begins with its first use. */
  readonly window: number
  /** Keys remembered; beyond, the one whose window began first is forgotten. Default 65,536. */
  readonly keys?: number | undefined
}

/** Counts uses by key, in windows of time; memory is bounded by the number of keys. */
export class Allowance {
  readonly #options: AllowanceOptions
  readonly #windows = new Map<string, Window>()

  constructor(options: AllowanceOptions) {
    this.#options = options
  }

  /** Takes one use; gives the seconds to wait when none is left, else 0. */
  take(key: string): number {
    const now = performance.now()
    const { limit, window, keys = 65_536 } = this.#options
    let current = this.#windows.get(key)
    if (current === undefined || current.ends <= now) {
      // Deleted first, so that the map stays in the order of beginnings.
      this.#windows.delete(key)
      const [oldest] = this.#windows.keys()
      if (oldest !== undefined && this.#windows.size >= keys) this.#windows.delete(oldest)
      current = { taken: 0, ends: now + window }
      this.#windows.set(key, current)
    }
    if (current.taken >= limit) return Math.max(1, Math.ceil((current.ends - now) / 1_000))
    current.taken += 1
    return 0
  }

  /** Gives back a use that should not have counted. */
  giveBack(key: string): void {
    const current = this.#windows.get(key)
    if (current !== undefined && current.taken > 0) current.taken -= 1
  }
}
