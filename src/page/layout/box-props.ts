import type { ComponentChild } from 'preact'
import type { LayoutNode } from '../config.ts'
import type { Field } from '../model/field.ts'

/** What a box around other components is given. */
export interface BoxProps {
  readonly node: LayoutNode
  readonly field: Field
  /** Draws all that stands in a node. */
  readonly inside: (node: LayoutNode) => ComponentChild
}
