import { FlagButtons } from '../flag/flag-buttons.tsx'
import { useCell } from '../state/use-cell.ts'
import { isBusy } from '../run/run-state.ts'
import { RunStatus } from '../run/run-status.tsx'
import { thenWrite } from './focus.ts'
import type { Chat } from './chat.ts'

interface StandingProps {
  readonly chat: Chat
  /** The last question has no answer, not even its beginning. */
  readonly unanswered: boolean
}

/** Where the answer stands: in line, on its way, failed; what failed can be tried again. */
export const Standing = ({ chat, unanswered }: StandingProps) => {
  const state = useCell(chat.run.state)
  const fault = useCell(chat.fault)
  const open = state.phase === 'failed' || (unanswered && !isBusy(state))
  return (
    <div class="standing">
      <div class={unanswered && isBusy(state) ? 'thinking' : undefined} aria-hidden="true" />
      <div class={isBusy(state) || state.phase === 'failed' ? undefined : 'unseen'}>
        <RunStatus run={chat.run} />
      </div>
      {fault !== undefined && state.phase === 'failed' && <p class="fault">{fault}</p>}
      {open && (
        <button type="button" class="again" onClick={thenWrite(chat, () => chat.retry())}>
          Retry
        </button>
      )}
      {state.phase === 'done' && <FlagButtons run={chat.run} />}
    </div>
  )
}
