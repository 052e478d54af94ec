import type { LogEvent, RunEvent, UploadProgress } from '../../callable/callable.ts'
import { printable } from '../../core/secret.ts'
import type { Context } from '../context.ts'
import { painter } from './color.ts'
import { note, warn } from './note.ts'
import { statusText, uploadText } from './status-text.ts'
import { fit } from './width.ts'

/** Tells on stderr of a terminal where a run stands: one line rewritten in place, and the run's log; says nothing elsewhere. */
export interface Status {
  readonly event: (event: RunEvent) => Promise<void>
  readonly upload: (progress: UploadProgress) => void
  /** Shows what is waited for. */
  readonly say: (text: string) => void
  /** Takes the line away, so that something else can be written. */
  readonly clear: () => Promise<void>
}

const eraseLine = '\r\u001B[2K'
const silent: Status = { event: async () => {}, upload: () => {}, say: () => {}, clear: async () => {} }

const log = (context: Context, { level, title, text }: LogEvent): Promise<void> => {
  const message = title === undefined ? text : `${title}: ${text}`
  return level === 'warning' || level === 'error' ? warn(context, message) : note(context, message)
}

export const statusOf = (context: Context, quiet: boolean | undefined): Status => {
  const { err, env } = context
  if (quiet || !err.isTerminal) return silent
  const paint = painter(err, context)
  const rewrites = env['TERM'] !== 'dumb'
  let line = ''
  const show = async (text: string): Promise<void> => {
    const next = fit(printable(text).replaceAll(/[\n\t]+/g, ' '), err.columns - 1)
    if (!rewrites || next === line) return
    line = next
    await err.write(eraseLine + paint('dim', next))
  }
  const clear = async (): Promise<void> => {
    if (line !== '') await err.write(eraseLine)
    line = ''
  }
  return {
    clear,
    say: (text) => void show(text),
    upload: (progress) => void show(uploadText(progress)),
    async event(event) {
      const text = statusText(event)
      if (text !== undefined) return show(text)
      await clear()
      if (event.type === 'log') await log(context, event)
    },
  }
}
