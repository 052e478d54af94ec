import { exitStatus, HfnError, type ErrorCode } from '../core/error.ts'
import { printable } from '../core/secret.ts'
import type { Output } from '../wire/message.ts'

const isCode = (value: unknown): value is ErrorCode => typeof value === 'string' && Object.hasOwn(exitStatus, value)

/** Gradio before 5 sends `repr(error)`: the text stands in quotes; the title, which came with 5, tells the difference. */
const textOf = (output: Output | undefined): string | undefined => {
  const error = output?.error
  if (typeof error !== 'string' || error === '' || error === 'None') return undefined
  const text = printable(error)
  const quoted = /^(['"])(.*)\1$/s.exec(text)
  return quoted !== null && output !== undefined && !('title' in output) ? quoted[2] : text
}

/** The error an app sent instead of outputs. */
export const failureOf = (
  output: Output | undefined,
  title: string | null | undefined,
  context: { readonly eventId?: string | undefined; readonly data?: readonly unknown[] | undefined },
): HfnError => {
  const text = textOf(output)
  const heading = output?.title ?? title
  const code = isCode(output?.code) ? output.code : isQuota(text) ? 'RATE_LIMITED' : 'FUNCTION_FAILED'
  return new HfnError(code, text ?? 'The function failed and the app does not say why', {
    ...context,
    title: typeof heading === 'string' && heading !== 'Error' ? printable(heading) : undefined,
    hint:
      text === undefined
        ? "The app's own log says why; its author can show it with launch(show_error=True)."
        : undefined,
  })
}

/** The words ZeroGPU Spaces use; there is no code on the wire. */
const isQuota = (text: string | undefined): boolean => text !== undefined && /exceeded your .{0,40}quota/i.test(text)
