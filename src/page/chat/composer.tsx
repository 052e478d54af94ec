import { useEffect, useRef } from 'preact/hooks'
import { textOf } from '../../wire/json.ts'
import { isBusy } from '../run/run-state.ts'
import { useCell } from '../state/use-cell.ts'
import type { Attachments } from './attachments.ts'
import type { Chat } from './chat.ts'
import { Icon } from './icon.tsx'
import { isEmpty } from './message.ts'
import { MessageBox } from './message-box.tsx'

interface ComposerProps {
  readonly chat: Chat
  readonly attachments: Attachments
}

/** Where a visitor writes; Send is Stop while an answer is on its way, from its first moment. */
export const Composer = ({ chat, attachments }: ComposerProps) => {
  const draft = useCell(chat.draft)
  const busy = isBusy(useCell(chat.run.state))
  const sending = useCell(attachments.all)
  const wanted = useRef(false)
  const send = (): void => {
    wanted.current = attachments.pending
    if (!wanted.current) chat.send()
  }
  useEffect(() => {
    // A message waits for its files.
    if (wanted.current && !attachments.pending) send()
  }, [sending])
  const props = chat.box?.props.value ?? {}
  return (
    <div class="composer">
      <MessageBox
        id={chat.boxId}
        label={textOf(props['label']) ?? 'Message'}
        placeholder={textOf(props['placeholder']) ?? 'Write a message'}
        accept={attachments.accepted}
        draft={draft}
        onDraft={(next) => chat.draft.set(next)}
        onSend={send}
        attachments={chat.takesFiles ? attachments : undefined}
      >
        <button
          type="button"
          class={busy ? 'round stop' : 'round primary'}
          aria-label={busy ? 'Stop' : 'Send'}
          title={busy ? 'Stop' : 'Send'}
          aria-disabled={!busy && isEmpty(draft) && sending.length === 0}
          onClick={() => (busy ? chat.stop() : send())}
        >
          <Icon name={busy ? 'stop' : 'send'} />
        </button>
      </MessageBox>
    </div>
  )
}
