import type { LayoutNode } from '../config.ts'
import type { RunControl } from '../run/run-control.ts'

/** The chat that a part of the page is: the conversation, the message, further inputs, and the answer, of one function. */
export const chatIn = (
  { runs }: { readonly runs: readonly RunControl[] },
  { children }: LayoutNode,
): RunControl | undefined => {
  const [history, message] = children
  return runs.find(
    ({ definition: { inputs, outputs, parameters } }) =>
      parameters[0] === 'message' &&
      parameters[1] === 'history' &&
      inputs[0] === message?.id &&
      inputs[1] === history?.id &&
      outputs[0] === children.at(-1)?.id,
  )
}
