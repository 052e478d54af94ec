import type { GroupName, Major } from './apps.ts'
import { start } from './start.ts'
import type { Running } from './start.ts'

/** How many servers may be starting at a time: each keeps a core busy for seconds. */
const atOnce = 4

/** The servers of one run: each is started once, when it is first asked for, and all end together. */
export class Park {
  readonly #running = new Map<string, Promise<Running>>()
  readonly #waiting: (() => void)[] = []
  #starting = 0

  /** The group's process on this major; every later call gives the same one. */
  get(major: Major, group: GroupName): Promise<Running> {
    const key = `${major} ${group}`
    const known = this.#running.get(key)
    if (known) return known
    const starting = this.#start(major, group)
    this.#running.set(key, starting)
    return starting
  }

  /** What all servers have written, by name. */
  async logs(): Promise<Map<string, string>> {
    const logs = new Map<string, string>()
    for (const [key, running] of this.#running) logs.set(key, await running.then((one) => one.log()).catch(String))
    return logs
  }

  async close(): Promise<void> {
    await Promise.all([...this.#running.values()].map((running) => running.then((one) => one.stop()).catch(() => {})))
  }

  async #start(major: Major, group: GroupName): Promise<Running> {
    if (this.#starting >= atOnce) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    this.#starting++
    try {
      return await start(major, group)
    } finally {
      this.#starting--
      this.#waiting.shift()?.()
    }
  }
}
