import type { LogEvent, ProgressEvent } from '../../callable/callable.ts'
import { makeDiff } from '../../wire/diff-make.ts'
import type { Message, Output } from '../../wire/message.ts'
import type { Place } from '../queue/contract.ts'

/** What the server says about runs, in Gradio's messages (gradio/server_messages.py); `event_id` stands in every one. */
export const estimation = (id: string, { position, size, eta }: Place): Message => ({
  msg: 'estimation',
  event_id: id,
  rank: position,
  queue_size: size,
  rank_eta: eta ?? null,
})

export const starts = (id: string): Message => ({ msg: 'process_starts', event_id: id, eta: null })

export const progress = (id: string, { done, total, unit, text }: ProgressEvent): Message => ({
  msg: 'progress',
  event_id: id,
  progress_data: [
    { index: done ?? null, length: total ?? null, unit: unit ?? null, progress: null, desc: text ?? null },
  ],
})

/** `duration` and `visible` as Gradio's page wants them: ten seconds on the screen. */
const shown = { duration: 10, visible: true }

export const log = (id: string, { level, title, text }: LogEvent): Message => ({
  msg: 'log',
  event_id: id,
  log: text,
  level,
  title: title ?? null,
  ...shown,
})

export interface Change {
  readonly data: readonly unknown[]
  /** What the readers have before; without it, the outputs are sent whole. */
  readonly before?: readonly unknown[] | undefined
}

export const generating = (id: string, { data, before }: Change): Message => ({
  msg: 'process_generating',
  event_id: id,
  output: {
    data: before === undefined ? data : data.map((value, index) => makeDiff(before[index], value)),
    is_generating: true,
  },
  success: true,
})

/** Outputs for a reader who has some, but not the last ones. */
export const replaced = (data: readonly unknown[]): readonly unknown[] => data.map((value) => [['replace', [], value]])

/** @param seconds how long the function ran */
export const completed = (id: string, data: readonly unknown[], seconds: number | undefined): Message => ({
  msg: 'process_completed',
  event_id: id,
  output: { data, is_generating: false, duration: seconds ?? null },
  success: true,
  title: null,
})

/** A cancelled run ends well for official clients: they need outputs, one for each. The code tells an hfn client. */
export const stopped = (id: string, data: readonly unknown[]): Message => ({
  msg: 'process_completed',
  event_id: id,
  output: { data, is_generating: false, code: 'CANCELLED' },
  success: true,
  title: null,
})

export const failed = (id: string, error: Output): Message => ({
  msg: 'process_completed',
  event_id: id,
  output: { ...error, ...shown },
  success: false,
  title: error.title ?? null,
})

/** The answer to who asks for a session that nobody joined. */
export const sessionNotFound: Message = {
  msg: 'unexpected_error',
  event_id: null,
  message: '404: Not Found',
  session_not_found: true,
}
