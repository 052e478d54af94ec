import type { Callable } from '../../callable/callable.ts'
import type { Blueprint, LayoutNode, PageBinding, Trigger } from '../blueprint.ts'
import { Draft } from './draft.ts'

/** What a page offers beside the function itself. */
export type PageExtras = Pick<PageBinding, 'examples' | 'live' | 'flags'>

/** The page itself, which is no component. */
const root = 0

/** A page for functions that have none of their own: one with its inputs beside its outputs, or a tab for each. */
export const defaultPage = (callables: readonly Callable[], extras: PageExtras = {}): Blueprint => {
  const draft = new Draft()
  const values = callables.map((callable) => valuesOf(draft, callable))
  const forms = values.map((form) => ({ ...form, button: draft.add('button', { value: 'Run', variant: 'primary' }) }))
  const layouts =
    forms.length < 2
      ? forms.map((form) => layoutOf(draft, form))
      : [
          draft.box(
            'tabs',
            forms.map((form) => tabOf(draft, form)),
          ),
        ]
  return {
    mode: 'interface',
    components: draft.components,
    layout: { id: root, children: layouts },
    bindings: forms.map((form) => bindingOf(draft, form, extras)),
  }
}

interface Form extends ReturnType<typeof valuesOf> {
  readonly button: number
}

/** Values are numbered before all else, function by function. */
const valuesOf = (draft: Draft, { name, title, input, output }: Callable) => ({
  name,
  title,
  inputs: input.map((parameter) => draft.value(parameter)),
  outputs: output.map((returned) => draft.value(returned)),
})

/** Inputs stand beside outputs; where there are none, the button stands above them. */
const layoutOf = (draft: Draft, { inputs, outputs, button }: Form): LayoutNode =>
  draft.box(
    'row',
    inputs.length === 0
      ? [draft.box('column', [button, ...outputs].map(leaf))]
      : [draft.box('column', [...inputs, button].map(leaf)), draft.box('column', outputs.map(leaf))],
  )

const tabOf = (draft: Draft, form: Form): LayoutNode =>
  draft.box('tabitem', [layoutOf(draft, form)], { label: form.title ?? form.name, id: form.name })

const bindingOf = (draft: Draft, { name, inputs, outputs, button }: Form, extras: PageExtras): PageBinding => {
  const on = (ids: readonly number[], trigger: Trigger) => ids.map((id): [number, Trigger] => [id, trigger])
  const texts = inputs.filter((id) => /^(?:multimodal)?textbox$/.test(draft.components[id - 1]?.type ?? ''))
  const targets = [
    ...on([button], 'click'),
    ...on(texts, 'submit'),
    ...on(extras.live === true ? inputs : [], 'change'),
  ]
  return { function: name, inputs, outputs, targets, ...extras }
}

const leaf = (id: number): LayoutNode => ({ id })
