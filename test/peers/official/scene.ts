import { once, EventEmitter } from 'node:events'

/** What has come to pass on the server; functions wait here for one another, so that no client has to wait by the clock. */
export class Scene {
  readonly #past = new Set<string>()
  readonly #news = new EventEmitter().setMaxListeners(0)

  has(event: string): boolean {
    return this.#past.has(event)
  }

  reach(event: string): string {
    this.#past.add(event)
    this.#news.emit(event)
    return event
  }

  async until(event: string, signal: AbortSignal): Promise<string> {
    if (!this.has(event)) await once(this.#news, event, { signal })
    return event
  }

  /** Holds until the key is released, and notes what became of it. */
  async hold(key: string, signal: AbortSignal): Promise<void> {
    this.reach(`started ${key}`)
    try {
      await this.until(`released ${key}`, signal)
    } catch (error) {
      this.reach(`stopped ${key}`)
      throw error
    }
  }
}
