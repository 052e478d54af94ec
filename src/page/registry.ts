import type { ComponentType } from 'preact'
import type { Field } from './model/field.ts'

export interface ControlProps {
  readonly field: Field
}

/** How a component type is shown. */
export interface Widget {
  /** Where visitors may change the value; without it, the output stands in. */
  readonly input?: ComponentType<ControlProps>
  /** Where the app shows the value. */
  readonly output?: ComponentType<ControlProps>
  /**
   * How the input is labelled. `label` (default): a label above one control. `inline`: a label beside it. `group`: a legend over
   * several. `bare`: the widget labels itself, shown or entered.
   */
  readonly frame?: 'label' | 'inline' | 'group' | 'bare'
}

/** Widgets by component type. */
export type Widgets = Readonly<Record<string, Widget>>
