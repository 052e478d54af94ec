import type { Callable } from '../../callable/callable.ts'
import type { Blueprint, LayoutNode } from '../blueprint.ts'
import type { PageExtras } from './default-page.ts'
import { Draft } from './draft.ts'

/** A page for one function that takes a message and a history, which stand above each other, and answers. */
export const chatPage = (
  { name, input, output }: Callable,
  { examples, flags }: Omit<PageExtras, 'live'> = {},
): Blueprint => {
  const draft = new Draft()
  const inputs = input.map((parameter) => draft.value(parameter))
  const outputs = output.map((returned) => draft.value(returned))
  const [message = 0, history = 0, ...others] = inputs
  const leaves = (ids: readonly number[]): LayoutNode[] => ids.map((id) => ({ id }))
  const more =
    others.length === 0 ? [] : [draft.box('accordion', leaves(others), { label: 'More inputs', open: false })]
  return {
    mode: 'chat_interface',
    components: draft.components,
    layout: { id: 0, children: [...leaves([history, message]), ...more, ...leaves(outputs)] },
    bindings: [{ function: name, inputs, outputs, targets: [[message, 'submit']], examples, flags }],
  }
}
