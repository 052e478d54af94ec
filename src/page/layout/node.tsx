import type { LayoutNode } from '../config.ts'
import { FieldView } from '../fields/field-view.tsx'
import { usePage } from '../model/context.ts'
import type { Field } from '../model/field.ts'
import { useCell } from '../state/use-cell.ts'
import { boxes, Column } from './boxes.tsx'

/** All that stands in a node of the layout. */
export const Children = ({ of: { children } }: { readonly of: LayoutNode }) => (
  <>
    {children.map((child) => (
      <Node key={child.id} node={child} />
    ))}
  </>
)

const inside = (node: LayoutNode) => <Children of={node} />

/** One place of the layout: a box around others, or a field. */
const Node = ({ node }: { readonly node: LayoutNode }) => {
  const field = usePage().fields.get(node.id)
  return field === undefined ? inside(node) : <Placed node={node} field={field} />
}

const Placed = ({ node, field }: { readonly node: LayoutNode; readonly field: Field }) => {
  const { visible } = useCell(field.props)
  if (visible === false || visible === 'hidden' || field.type === 'state') return null
  const Box =
    (Object.hasOwn(boxes, field.type) ? boxes[field.type] : undefined) ??
    (node.children.length > 0 ? Column : undefined)
  return Box === undefined ? <FieldView field={field} /> : <Box node={node} field={field} inside={inside} />
}
