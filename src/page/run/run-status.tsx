import { useCell } from '../state/use-cell.ts'
import { Elapsed } from './elapsed.tsx'
import type { RunControl } from './run-control.ts'
import { ProgressBar } from './progress-bar.tsx'
import type { RunState } from './run-state.ts'
import { seconds } from './seconds.ts'

const waiting = ({ position, eta }: RunState): string => {
  if (position === undefined) return 'Waiting'
  const place = position === 0 ? 'Next in line' : `${position} before you`
  return eta === undefined ? place : `${place}, about ${seconds(eta)}`
}

/** Seconds; less is no news. */
const worthTelling = 0.1

const texts: Readonly<Record<RunState['phase'], (state: RunState) => string>> = {
  idle: () => '',
  sending: () => 'Sending',
  waiting,
  running: () => 'Running',
  done: (state) => ((state.seconds ?? 0) < worthTelling ? 'Done' : `Done in ${seconds(state.seconds ?? 0)}`),
  failed: () => '',
  stopped: () => 'Stopped',
}

/** Where a run stands, in words, for eyes and ears. */
export const RunStatus = ({ run }: { readonly run: RunControl }) => {
  const state = useCell(run.state)
  const { phase, error, startedAt } = state
  return (
    <div class={`status is-${phase}`}>
      <p role="status" class="phase">
        {texts[phase](state)}
      </p>
      {phase === 'running' && startedAt !== undefined && <Elapsed since={startedAt} />}
      {phase === 'running' && <ProgressBar progress={state.progress} />}
      <div role="alert">
        {error !== undefined && (
          <div class="failure">
            <strong>{error.text === '' ? 'Some values do not fit' : error.title}</strong>
            <p>{error.text === '' ? 'What is wrong stands beside each.' : error.text}</p>
            {error.code === 'LOGIN_NEEDED' && <a href=".">Log in; your inputs are kept</a>}
          </div>
        )}
      </div>
    </div>
  )
}
