/** The messages of every streaming protocol of Gradio, as they stand on the wire; every field but `msg` may be missing. */
export type Message =
  | {
      readonly msg: 'estimation'
      readonly event_id?: string | null
      readonly rank?: number | null
      readonly queue_size?: number
      readonly rank_eta?: number | null
    }
  | { readonly msg: 'process_starts'; readonly event_id?: string | null; readonly eta?: number | null }
  | {
      readonly msg: 'progress'
      readonly event_id?: string | null
      readonly progress_data?: readonly ProgressUnit[] | null
    }
  | {
      readonly msg: 'log'
      readonly event_id?: string | null
      readonly log?: string
      readonly level?: string
      readonly title?: string | null
    }
  | {
      readonly msg: 'process_generating' | 'process_streaming'
      readonly event_id?: string | null
      readonly output?: Output
      readonly success?: boolean
    }
  | {
      readonly msg: 'process_completed'
      readonly event_id?: string | null
      readonly output?: Output
      readonly success?: boolean
      readonly title?: string | null
    }
  | {
      readonly msg: 'unexpected_error'
      readonly event_id?: string | null
      readonly message?: string | null
      readonly session_not_found?: boolean
    }
  | {
      readonly msg: 'heartbeat' | 'close_stream' | 'queue_full' | 'send_hash' | 'send_data'
      readonly event_id?: string | null
    }

export interface Output {
  readonly data?: readonly unknown[]
  readonly error?: unknown
  readonly title?: string | null
  readonly is_generating?: boolean
  readonly duration?: number | null
  /** Ours: the code of an HfnError, on errors that an hfn server sends. Official clients ignore it. */
  readonly code?: string
}

export interface ProgressUnit {
  readonly index?: number | null
  readonly length?: number | null
  readonly unit?: string | null
  readonly progress?: number | null
  readonly desc?: string | null
}
