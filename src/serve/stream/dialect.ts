import { serverStopped } from '../failure.ts'
import type { Message } from '../../wire/message.ts'

/** How a stream is written. Frames have exactly the form Gradio writes: one data line, no comments, no ids, line feeds. */
export interface Dialect {
  /** One message, numbered; '' when this stream does not carry it. */
  frame(message: Message, number: number): string
  /** Frames may carry their number as `id`, for readers who said where they go on. */
  readonly ids: boolean
  /** Outputs after the first are sent as differences. */
  readonly diffs: boolean
  readonly heartbeat: string
  /** Said last, when no run is pending. */
  readonly close: string
  /** Said last, when the server stops before the runs do. */
  readonly stopped: string
  /** The runs belong to a visitor: when nobody reads any more, they stop. */
  readonly visited: boolean
}

const data = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`

/** Python's client takes no unknown field inside a failure, so our code stands beside it. */
const codeBeside = (message: Message): Message => {
  if (message.msg !== 'process_completed' || message.output?.code === undefined) return message
  const { code, ...output } = message.output
  return Object.assign({ ...message, output }, { code })
}

/** `/queue/data` (protocol `sse_v3`). Each message carries its number as `seq`: what `?after=` reads on from. */
export const queueDialect: Dialect = {
  frame: (message, number) => `data: ${JSON.stringify(codeBeside(message)).slice(0, -1)},"seq":${number}}\n\n`,
  ids: false,
  diffs: true,
  heartbeat: data({ msg: 'heartbeat', event_id: null }),
  close: data({ msg: 'close_stream', event_id: null }),
  stopped: data({ msg: 'unexpected_error', event_id: null, message: serverStopped().message, success: false }),
  visited: true,
}

const named = (event: string, value: unknown): string => `event: ${event}\n${data(value)}`

/** `/call/{name}/{event}`: outputs and the end, whole values only. */
export const callDialect: Dialect = {
  frame(message) {
    if (message.msg === 'process_generating') return named('generating', message.output?.data)
    if (message.msg !== 'process_completed') return ''
    return message.success === false ? named('error', message.output) : named('complete', message.output?.data)
  },
  ids: true,
  diffs: false,
  heartbeat: named('heartbeat', null),
  close: '',
  stopped: named('error', serverStopped().message),
  visited: false,
}
