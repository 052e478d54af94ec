import { useEffect, useRef } from 'preact/hooks'
import { runActions } from '../extras.ts'
import { usePage } from '../model/context.ts'
import { starter } from '../model/triggers.ts'
import { useCell } from '../state/use-cell.ts'
import type { RunControl } from './run-control.ts'
import { isBusy } from './run-state.ts'
import { RunStatus } from './run-status.tsx'

interface RunBarProps {
  readonly run: RunControl
  /** What the button says. */
  readonly label: string
  readonly primary: boolean
  /** The button's component. */
  readonly trigger: number
}

/** Starts and stops one function, and says where its run stands. */
export const RunBar = ({ run, label, primary, trigger }: RunBarProps) => {
  const page = usePage()
  const busy = isBusy(useCell(run.state))
  const runButton = useRef<HTMLButtonElement>(null)
  const stopFocused = useRef(false)
  useEffect(() => {
    if (busy) return
    const faulty = run.inputs.find((field) => field?.fault.value !== undefined)
    // Who began the run here is led to the first value that does not fit; it may be far above.
    if (faulty !== undefined && (stopFocused.current || document.activeElement === runButton.current)) {
      document.querySelector<HTMLElement>(`[data-field="${faulty.id}"] :is(input, select, textarea, button)`)?.focus()
    } else if (stopFocused.current) runButton.current?.focus()
    // Stop goes when the run ends; who stood on it stands on Run then.
    stopFocused.current = false
  }, [busy, run])
  return (
    <div class="run">
      <div class="run-buttons">
        <button
          type="button"
          ref={runButton}
          class={primary ? 'primary' : undefined}
          aria-disabled={busy}
          data-function={run.definition.name}
          onClick={() => starter(page, run)(trigger)}
        >
          {label}
        </button>
        {busy && (
          <button
            type="button"
            class="stop"
            onClick={() => run.stop()}
            onFocus={() => (stopFocused.current = true)}
            onBlur={(event) => {
              if (event.relatedTarget !== null) stopFocused.current = false
            }}
          >
            Stop
          </button>
        )}
        {page.config.mode === 'interface' && (
          <button type="button" onClick={() => run.clear()}>
            Clear
          </button>
        )}
        {runActions.map((Action, index) => (
          <Action key={index} run={run} />
        ))}
      </div>
      <RunStatus run={run} />
    </div>
  )
}
