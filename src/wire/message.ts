import { isObject } from './json.ts'

/** The messages of every streaming protocol of Gradio, as they stand on the wire; every field but `msg` may be missing. */
export type Message = Said & {
  /** Ours: the place of the message in its session's stream, by which an hfn server goes on after a break. */
  readonly seq?: number
}

type Said =
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
  /** Ours: the code of an HfnError, on errors that an hfn server sends; on the wire it stands beside the output. */
  readonly code?: string
}

export interface ProgressUnit {
  readonly index?: number | null
  readonly length?: number | null
  readonly unit?: string | null
  readonly progress?: number | null
  readonly desc?: string | null
}

type Kind = Message['msg']

/** What each kind's fields must be; whatever is not, is taken out. */
type Fields = Readonly<Record<string, (value: unknown) => boolean>>

const text = (value: unknown): boolean => typeof value === 'string'
const amount = (value: unknown): boolean => typeof value === 'number'
const truth = (value: unknown): boolean => typeof value === 'boolean'
const orNull =
  (fits: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    value === null || fits(value)

const event: Fields = { event_id: orNull(text) }
const generating: Fields = { ...event, output: isObject, success: truth }

const kinds: ReadonlyMap<string, Fields> = new Map<Kind, Fields>([
  ['estimation', { ...event, rank: orNull(amount), queue_size: amount, rank_eta: orNull(amount) }],
  ['process_starts', { ...event, eta: orNull(amount) }],
  ['progress', { ...event, progress_data: orNull(Array.isArray) }],
  ['log', { ...event, log: text, level: text, title: orNull(text) }],
  ['process_generating', generating],
  ['process_streaming', generating],
  ['process_completed', { ...generating, title: orNull(text) }],
  ['unexpected_error', { ...event, message: orNull(text), session_not_found: truth }],
  ['heartbeat', event],
  ['close_stream', event],
  ['queue_full', event],
  ['send_hash', event],
  ['send_data', event],
])

const outputFields: Fields = {
  data: Array.isArray,
  title: orNull(text),
  is_generating: truth,
  duration: orNull(amount),
  code: text,
}

const dropMisfits = (object: Record<string, unknown>, fields: Fields): void => {
  for (const name in fields) {
    const value = object[name]
    if (value !== undefined && fields[name]?.(value) !== true) delete object[name]
  }
}

/** Keeps what fits of a message that is nobody else's yet. */
const isMessage = (json: Record<string, unknown>): json is Record<string, unknown> & Message => {
  const fields = typeof json['msg'] === 'string' ? kinds.get(json['msg']) : undefined
  if (fields === undefined) return false
  dropMisfits(json, fields)
  const output = json['output']
  if (!isObject(output)) return true
  // It stands beside the output: Python's client takes no unknown field inside a failure.
  if ('code' in json) Object.assign(output, { code: json['code'] })
  dropMisfits(output, outputFields)
  return true
}

const parse = (json: string): unknown => {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

/** Reads one message of a stream; undefined when it is none we know. Fields of a wrong type are left out. */
export const readMessage = (json: string): Message | undefined => {
  const value = parse(json)
  return isObject(value) && isMessage(value) ? value : undefined
}

/**
 * Reads one event of `GET /call/{name}/{event_id}` as the message it stands for; its outputs are always whole.
 * Undefined when it is none we know.
 */
export const callEventMessage = (event: string, data: string): Message | undefined => {
  switch (event) {
    case 'heartbeat':
      return { msg: 'heartbeat' }
    case 'generating':
    case 'complete': {
      const values = parse(data)
      const whole = Array.isArray(values) ? { data: values } : {}
      return event === 'generating'
        ? { msg: 'process_generating', success: true, output: { ...whole, is_generating: true } }
        : { msg: 'process_completed', success: true, output: { ...whole, is_generating: false } }
    }
    case 'error':
      return callErrorMessage(parse(data))
    default:
      return undefined
  }
}

/** Gradio 6 sends what the run failed with, 4 and 5 null; a text means that the event is not there. */
const callErrorMessage = (error: unknown): Message => {
  if (typeof error === 'string') {
    return { msg: 'unexpected_error', message: error, session_not_found: error.startsWith('404') }
  }
  const output: Record<string, unknown> = isObject(error) ? { ...error } : { error: null }
  dropMisfits(output, outputFields)
  const title = typeof output['title'] === 'string' ? output['title'] : null
  return { msg: 'process_completed', success: false, title, output }
}
