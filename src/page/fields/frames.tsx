import type { ComponentChildren } from 'preact'
import { textOf } from '../../wire/json.ts'
import { OutputActions } from '../outputs/output-actions.tsx'
import type { ControlProps } from '../registry.ts'
import { RunNotes } from '../run/run-notes.tsx'
import { useCell } from '../state/use-cell.ts'
import type { Field } from '../model/field.ts'

interface FrameProps extends ControlProps {
  readonly children: ComponentChildren
}

/** What a field is called, and whether that is to be seen. */
const useLabel = (field: Field): { readonly label: string; readonly unseen: string | undefined } => {
  const { label, show_label: shown } = useCell(field.props)
  const text = textOf(label)
  return { label: text ?? field.type, unseen: shown === false || text === undefined ? 'unseen' : undefined }
}

const Info = ({ field }: ControlProps) => {
  const info = textOf(useCell(field.props)['info'])
  return (
    <p class="info" id={`${field.control}-info`}>
      {info}
    </p>
  )
}

const Fault = ({ field }: ControlProps) => (
  <p class="fault" id={`${field.control}-fault`} role="alert">
    {useCell(field.fault)}
  </p>
)

const Labelled = ({ field, children }: FrameProps) => {
  const { label, unseen } = useLabel(field)
  return (
    <div class={`field type-${field.type}`} data-field={field.id}>
      <label for={field.control} class={unseen}>
        {label}
      </label>
      <Info field={field} />
      {children}
      <Fault field={field} />
      <RunNotes at={field.id} />
    </div>
  )
}

const Inline = ({ field, children }: FrameProps) => {
  const { label } = useLabel(field)
  return (
    <div class={`field inline type-${field.type}`} data-field={field.id}>
      <label for={field.control}>
        {children}
        <span>{label}</span>
      </label>
      <Info field={field} />
      <Fault field={field} />
      <RunNotes at={field.id} />
    </div>
  )
}

const Grouped = ({ field, children }: FrameProps) => {
  const { label, unseen } = useLabel(field)
  return (
    <fieldset
      class={`field type-${field.type}`}
      data-field={field.id}
      aria-describedby={`${field.control}-info ${field.control}-fault`}
    >
      <legend class={unseen}>{label}</legend>
      <Info field={field} />
      {children}
      <Fault field={field} />
      <RunNotes at={field.id} />
    </fieldset>
  )
}

/** What the app shows: a live region, which says nothing while more is on its way. */
const Shown = ({ field, children }: FrameProps) => {
  const busy = useCell(field.busy) > 0
  const { label, unseen } = useLabel(field)
  const id = `${field.control}-label`
  return (
    <section class={`field output type-${field.type}`} data-field={field.id} aria-labelledby={id}>
      <div class="output-head">
        <h3 id={id} class={unseen}>
          {label}
        </h3>
        <OutputActions field={field} />
      </div>
      <div class="shown" id={field.control} aria-live="polite" aria-busy={busy}>
        {children}
      </div>
      <RunNotes at={field.id} />
    </section>
  )
}

/** What stands around a control. */
export const frames = { label: Labelled, inline: Inline, group: Grouped, output: Shown } as const
