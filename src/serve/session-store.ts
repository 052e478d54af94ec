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
