import type { ControlProps } from '../registry.ts'
import { unknownWidget, widgets } from '../widgets.ts'
import { frames } from './frames.tsx'

/** A component that holds a value, with its label, what it is for, and what is wrong with it. */
export const FieldView = ({ field }: ControlProps) => {
  const widget = (Object.hasOwn(widgets, field.type) ? widgets[field.type] : undefined) ?? unknownWidget
  const Input = field.interactive ? widget.input : undefined
  const Control = Input ?? widget.output ?? unknownWidget.output
  const { frame = 'label' } = widget
  if (Control === undefined) return null
  if (frame === 'bare') return <Control field={field} />
  const Frame = frames[Input === undefined ? 'output' : frame]
  return (
    <Frame field={field}>
      <Control field={field} />
    </Frame>
  )
}
