import { pathsOf } from '../../wire/path.ts'
import type { LineRequest } from './protocol.ts'

const paths = pathsOf('')

const json = { 'content-type': 'application/json' }

/**
 * `POST /queue/join` of Gradio 4.9 and later (PredictBody, gradio/data_classes.py). An hfn server refuses it with 409 when it
 * is another `app` by now; others do not know the word.
 */
export const joinRequest = (
  index: number,
  data: readonly unknown[],
  { session, app }: { readonly session: string; readonly app?: string | undefined },
): LineRequest => ({
  method: 'POST',
  path: app === undefined ? paths.join : `${paths.join}?app=${encodeURIComponent(app)}`,
  headers: json,
  body: JSON.stringify({ data, event_data: null, fn_index: index, trigger_id: null, session_hash: session }),
  retry: 'unsent',
})

export interface StreamPlace {
  readonly session: string
  /** The last message seen of a stream that broke: an hfn server goes on behind it, others do not know the word. */
  readonly after: number | undefined
}

export const streamRequest = ({ session, after }: StreamPlace, signal: AbortSignal, silence: number): LineRequest => ({
  path: `${paths.data}?session_hash=${encodeURIComponent(session)}&after=${after ?? ''}`,
  headers: { accept: 'text/event-stream' },
  signal,
  timeouts: { firstByte: silence, idle: silence },
  retry: 'unsent',
})

/** `GET /app_id`: another number after each start. */
export const appIdRequest = (signal: AbortSignal): LineRequest => ({ path: paths.appId, signal })

/** `POST /cancel`, since Gradio 4.31; all three fields are required there. */
export const cancelRequest = (index: number, eventId: string, session: string): LineRequest => ({
  method: 'POST',
  path: paths.cancel,
  headers: json,
  body: JSON.stringify({ session_hash: session, fn_index: index, event_id: eventId }),
  timeouts: { firstByte: 5_000, idle: 5_000 },
})

/** `POST /reset`: stops a generator before 4.0, answers only afterwards. */
export const resetRequest = (index: number, session: string): LineRequest => ({
  method: 'POST',
  path: paths.reset,
  headers: json,
  body: JSON.stringify({ session_hash: session, fn_index: index, event_id: session }),
  timeouts: { firstByte: 5_000, idle: 5_000 },
})

/** `POST /run/predict`: one request, no queue; `fn_index` decides which function. */
export const runRequest = (index: number, data: readonly unknown[], session: string): LineRequest => ({
  method: 'POST',
  path: paths.run('predict'),
  headers: json,
  body: JSON.stringify({ data, event_data: null, fn_index: index, session_hash: session }),
  // The answer's head comes only when the function has ended: there is no sign of life before it.
  timeouts: { firstByte: 600_000 },
})

/** `POST /call/{name}`, since Gradio 4.20. */
export const callRequest = (name: string, data: readonly unknown[], session?: string): LineRequest => ({
  method: 'POST',
  path: paths.call(name),
  headers: json,
  body: JSON.stringify(session === undefined ? { data } : { data, session_hash: session }),
  retry: 'unsent',
})

export const callStreamRequest = (
  name: string,
  eventId: string,
  signal: AbortSignal,
  silence: number,
): LineRequest => ({
  path: paths.call(name, eventId),
  headers: { accept: 'text/event-stream' },
  signal,
  timeouts: { firstByte: silence, idle: silence },
  retry: 'unsent',
})

/** `GET /queue/join` of Gradio 4.0 to 4.8, where the names of join and data are swapped against later versions. */
export const queueStreamRequest = (
  index: number,
  session: string,
  signal: AbortSignal,
  silence: number,
): LineRequest => ({
  path: `${paths.join}?fn_index=${index}&session_hash=${encodeURIComponent(session)}`,
  headers: { accept: 'text/event-stream' },
  signal,
  timeouts: { firstByte: silence, idle: silence },
  retry: 'unsent',
})

export const queueDataRequest = (
  index: number,
  data: readonly unknown[],
  session: string,
  eventId: string,
): LineRequest => ({
  method: 'POST',
  path: paths.data,
  headers: json,
  body: JSON.stringify({ event_id: eventId, data, fn_index: index, session_hash: session }),
})
