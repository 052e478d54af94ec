import type { AppDefinition, Blueprint, LayoutNode, PageBinding } from '../blueprint.ts'
import { Draft } from './draft.ts'

/** Several pages as the tabs of one; a page alone stays as it is. */
export const joinPages = (definitions: readonly AppDefinition[]): AppDefinition => {
  const [only] = definitions
  if (only !== undefined && definitions.length === 1) return only
  const draft = new Draft()
  const bindings: PageBinding[] = []
  const tabs = definitions.map((definition): LayoutNode => {
    const moved = renumbered(definition.blueprint, draft.last)
    draft.take(moved.components)
    bindings.push(...moved.bindings)
    const label = labelOf(definition)
    return draft.box('tabitem', moved.layout.children ?? [], { label, id: label })
  })
  return {
    callables: definitions.flatMap(({ callables }) => callables),
    settings: Object.assign({}, ...definitions.map(({ settings }) => settings)),
    blueprint: {
      mode: 'blocks',
      layout: { id: 0, children: [draft.box('tabs', tabs)] },
      components: draft.components,
      bindings,
    },
  }
}

const labelOf = ({ title, callables: [first] }: AppDefinition): string => title ?? first?.title ?? first?.name ?? ''

/** A page whose components have higher numbers. */
const renumbered = ({ components, layout, bindings, mode }: Blueprint, by: number): Blueprint => {
  const node = ({ id, children }: LayoutNode): LayoutNode => ({ id: id + by, children: children?.map(node) })
  return {
    mode,
    components: components.map(({ id, ...component }) => ({ ...component, id: id + by })),
    layout: node(layout),
    bindings: bindings.map((binding) => ({
      ...binding,
      inputs: binding.inputs.map((id) => id + by),
      outputs: binding.outputs.map((id) => id + by),
      targets: binding.targets.map(([id, trigger]) => [id === null ? null : id + by, trigger]),
    })),
  }
}
