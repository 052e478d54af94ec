/** Where a run stands in line. */
export interface Place {
  /** 0 is next. */
  readonly position: number
  /** Runs waiting in the same line. */
  readonly size: number
  /** Seconds until it starts, when anything is known about it. */
  readonly eta: number | undefined
}

/** A run that waits its turn. */
export interface Ticket {
  /** Runs that share a line. */
  readonly line: string
  /** Runs of the line at the same time. */
  readonly limit: number
  /** Called once, when it is its turn; its place is free again when this settles. */
  start(): Promise<void>
  /** Called when its place has changed. */
  moved(place: Place): void
}

/** Decides when runs start: first come, first served within each line. */
export interface Queue {
  /** Puts a run in line; it may start at once. QUEUE_FULL when too many wait. */
  enter(ticket: Ticket): void
  /** Takes a waiting run out of its line; false when it has started. */
  leave(ticket: Ticket): boolean
}
