import type { ComponentType } from 'preact'
import { textOf } from '../../wire/json.ts'
import { useCell } from '../state/use-cell.ts'
import type { BoxProps } from './box-props.ts'
import { Tabs } from './tabs.tsx'

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
