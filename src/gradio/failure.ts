import { exitStatus, HfnError, type ErrorCode } from '../core/error.ts'
import { printable } from '../core/secret.ts'
import type { Output } from '../wire/message.ts'
import { zeroGpuRefusal } from './zero-gpu.ts'

const isCode = (value: unknown): value is ErrorCode => typeof value === 'string' && Object.hasOwn(exitStatus, value)

/** Gradio before 5 sends `repr(error)`: the text stands in quotes; the title, which came with 5, tells the difference. */
const textOf = (output: Output | undefined): string | undefined => {
  const error = output?.error
  if (typeof error !== 'string' || error === '' || error === 'None') return undefined
  const text = printable(error)
  const quoted = /^(['"])(.*)\1$/s.exec(text)
  return quoted !== null && output !== undefined && !('title' in output) ? quoted[2] : text
}

const silent = 'The function failed and the app does not say why'

/** The heading, where it says more than that this is an error. */
const titleOf = (heading: string | null | undefined): string | undefined =>
  typeof heading === 'string' && heading !== 'Error' ? printable(heading) : undefined

/** The error an app sent instead of outputs. */
export const failureOf = (
  output: Output | undefined,
  title: string | null | undefined,
  context: { readonly eventId?: string | undefined; readonly data?: readonly unknown[] | undefined },
): HfnError => {
  const text = textOf(output)
  const heading = output?.title ?? title
  if (text === undefined) {
    return new HfnError(isCode(output?.code) ? output.code : 'FUNCTION_FAILED', silent, {
      ...context,
      title: titleOf(heading),
      hint: "The app's own log says why; its author can show it with launch(show_error=True).",
    })
  }
  const refusal = zeroGpuRefusal(text, heading)
  const code = isCode(output?.code) ? output.code : (refusal?.code ?? 'FUNCTION_FAILED')
  // ZeroGPU's texts are made for a page.
  const message = refusal === undefined ? text : text.replaceAll(/<[^<>]{0,500}>/g, '').trim()
  return new HfnError(code, message, {
    ...context,
    title: titleOf(heading),
    hint: refusal?.hint,
    retryAfter: refusal?.retryAfter,
  })
}
