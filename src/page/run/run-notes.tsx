import { usePage } from '../model/context.ts'
import { useCell } from '../state/use-cell.ts'
import type { RunControl } from './run-control.ts'
import { isBusy } from './run-state.ts'
import { RunStatus } from './run-status.tsx'

interface RunNotesProps {
  /** The component they stand at; undefined: the page. */
  readonly at: number | undefined
}

/** Where runs stand that no button tells of, and the way to stop them. */
export const RunNotes = ({ at }: RunNotesProps) => (
  <>
    {usePage()
      .unattended.get(at)
      ?.map((run) => (
        <RunNote key={run.definition.index} run={run} />
      ))}
  </>
)

const RunNote = ({ run }: { readonly run: RunControl }) => {
  const busy = isBusy(useCell(run.state))
  return (
    <div class="run-note">
      <RunStatus run={run} />
      {busy && (
        <button type="button" class="quiet stop" onClick={() => run.stop()}>
          Stop
        </button>
      )}
    </div>
  )
}
