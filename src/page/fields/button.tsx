import { textOf } from '../../wire/json.ts'
import { usePage } from '../model/context.ts'
import type { ControlProps } from '../registry.ts'
import { RunBar } from '../run/run-bar.tsx'
import { runOfButton } from '../run/unattended.ts'
import { useCell } from '../state/use-cell.ts'

/** A button: of the first function it starts, it also shows Stop and where the run stands. */
export const ButtonInput = ({ field }: ControlProps) => {
  const page = usePage()
  const props = useCell(field.props)
  const label = textOf(useCell(field.value)) ?? 'Run'
  const primary = props['variant'] === 'primary'
  const run = runOfButton(page, field.id)
  if (run !== undefined) return <RunBar run={run} label={label} primary={primary} trigger={field.id} />
  return (
    <button type="button" class={primary ? 'primary' : undefined} onClick={() => field.emit('click')}>
      {label}
    </button>
  )
}
