import { HfnError } from '../core/error.ts'
import type { Sent } from '../gradio/app.ts'

const texts = ['app', 'function', 'eventId', 'session', 'protocol'] as const

const isSent = (value: unknown): value is Sent =>
  typeof value === 'object' &&
  value !== null &&
  texts.every((name) => typeof Object.getOwnPropertyDescriptor(value, name)?.value === 'string')

/** Reads the handle that `hfn send` printed. */
export const readHandle = (text: string): Sent => {
  if (text.trim() === '') {
    throw new HfnError('BAD_USAGE', 'No handle came', { hint: 'Did the command before the pipe fail?' })
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    value = undefined
  }
  if (isSent(value)) return value
  throw new HfnError('BAD_USAGE', 'That is no handle of a run', {
    hint: 'A handle is the line hfn send prints; an event id alone needs --app <url>.',
  })
}
