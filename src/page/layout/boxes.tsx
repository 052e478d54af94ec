import type { ComponentChild, ComponentType } from 'preact'
import { textOf } from '../../wire/json.ts'
import type { LayoutNode } from '../config.ts'
import type { Field } from '../model/field.ts'
import { useCell } from '../state/use-cell.ts'
import { Tabs } from './tabs.tsx'

export interface BoxProps {
  readonly node: LayoutNode
  readonly field: Field
  /** Draws all that stands in a node. */
  readonly inside: (node: LayoutNode) => ComponentChild
}

const Row = ({ node, inside }: BoxProps) => <div class="row">{inside(node)}</div>

export const Column = ({ node, inside }: BoxProps) => <div class="column">{inside(node)}</div>

const Group = ({ node, inside }: BoxProps) => <div class="group">{inside(node)}</div>

const Accordion = ({ node, field, inside }: BoxProps) => {
  const props = useCell(field.props)
  return (
    <details class="accordion" open={props['open'] !== false}>
      <summary>{textOf(props['label']) ?? 'More'}</summary>
      <div class="column">{inside(node)}</div>
    </details>
  )
}

/** What stands around others, by type. */
export const boxes: Readonly<Record<string, ComponentType<BoxProps>>> = {
  row: Row,
  column: Column,
  group: Group,
  form: Group,
  accordion: Accordion,
  tabs: Tabs,
}
