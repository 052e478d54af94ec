/** What functions keep for one visitor between runs. */
export type SessionState = Record<string, unknown>

/** Keeps the states of sessions by their names. */
export interface SessionStore {
  /** The state of a session; an empty one for a session not known. */
  open(session: string): SessionState | Promise<SessionState>
  /** Called when a run that may have changed the state has ended. */
  save(session: string, state: SessionState): void | Promise<void>
  close(): void | Promise<void>
}

interface MemoryOptions {
  /** Milliseconds a state is kept after its last use. */
  readonly keep: number
  /** Sessions at once; beyond, the one unused for longest goes. Default 10,000, as Gradio. */
  readonly limit?: number | undefined
}

/** States in this process: runs of one session that overlap share the very object. */
export const memorySessions = ({ keep, limit = 10_000 }: MemoryOptions): SessionStore => {
  /** Longest unused first. */
  const sessions = new Map<string, { readonly state: SessionState; used: number }>()
  let sweeping: ReturnType<typeof setTimeout> | undefined

  const sweepLater = (): void => {
    if (sweeping !== undefined || sessions.size === 0) return
    sweeping = setTimeout(sweep, keep)
    sweeping.unref?.()
  }
  const sweep = (): void => {
    sweeping = undefined
    const oldest = Date.now() - keep
    for (const [session, { used }] of sessions) {
      if (used > oldest) break
      sessions.delete(session)
    }
    sweepLater()
  }
  const use = (session: string, state: SessionState): void => {
    sessions.delete(session)
    sessions.set(session, { state, used: Date.now() })
    const [longest] = sessions.keys()
    if (sessions.size > limit && longest !== undefined) sessions.delete(longest)
    sweepLater()
  }

  return {
    open(session) {
      const known = sessions.get(session)
      if (known === undefined || known.used <= Date.now() - keep) return {}
      use(session, known.state)
      return known.state
    },
    save: use,
    close() {
      clearTimeout(sweeping)
      sessions.clear()
    },
  }
}
