import type { Claims } from './tokens.ts'

/** Logouts remembered of each kind; beyond, the oldest are forgotten. */
const remembered = 100_000

const put = <Key, Value>(map: Map<Key, Value>, key: Key, value: Value): void => {
  map.delete(key)
  const [oldest] = map.keys()
  if (oldest !== undefined && map.size >= remembered) map.delete(oldest)
  map.set(key, value)
}

/** Which tokens were logged out before they expired; known to this process alone. */
export class Revoked {
  readonly #tokens = new Map<string, true>()
  readonly #users = new Map<string, number>()

  token({ id }: Claims): void {
    put(this.#tokens, id, true)
  }

  /** All tokens a user got up to this time. */
  user(user: string, time: number): void {
    put(this.#users, user, time)
  }

  has({ id, user, issued }: Claims): boolean {
    return this.#tokens.has(id) || issued <= (this.#users.get(user) ?? -1)
  }
}
