import { useState } from 'preact/hooks'
import { useCell } from '../state/use-cell.ts'
import { isBusy } from '../run/run-state.ts'
import { isUnanswered, type Chat } from './chat.ts'
import { questionDraft } from './conversation.ts'
import { EditBox } from './edit-box.tsx'
import { focusMessage, thenWrite } from './focus.ts'
import { Icon } from './icon.tsx'
import { MessageView } from './message-view.tsx'
import { Standing } from './standing.tsx'

/** Messages shown at first, and how many more each time. */
const page = 100

/** The messages of a conversation, and where its answer stands. */
export const Log = ({ chat }: { readonly chat: Chat }) => {
  const messages = useCell(chat.messages)
  const state = useCell(chat.run.state)
  const busy = isBusy(state)
  const [pages, setPages] = useState(1)
  const [editing, edit] = useState(false)
  const first = Math.max(0, messages.length - pages * page)
  const lastQuestion = messages.findLastIndex(({ role }) => role === 'user')
  const leave = (): void => {
    edit(false)
    focusMessage(chat)
  }
  const done = (text: string): void => {
    leave()
    chat.edit(text)
  }
  return (
    <div class="log" role="log" aria-label="Conversation">
      {first > 0 && (
        <button type="button" class="earlier" onClick={() => setPages(pages + 1)}>
          Show earlier messages
        </button>
      )}
      {messages.slice(first).map((message, place) => {
        const index = first + place
        if (index === lastQuestion && editing && !busy) {
          const text = questionDraft(messages)?.text ?? ''
          return <EditBox key={index} text={text} onDone={done} onLeave={leave} />
        }
        return (
          <MessageView key={index} message={message} growing={busy && index > lastQuestion}>
            {index === lastQuestion && !busy && <Action icon="edit" label="Edit" onClick={() => edit(true)} />}
            {index === messages.length - 1 && index > lastQuestion && state.phase !== 'failed' && <Last chat={chat} />}
          </MessageView>
        )
      })}
      <Standing chat={chat} unanswered={isUnanswered(messages)} />
    </div>
  )
}

const Last = ({ chat }: { readonly chat: Chat }) => (
  <>
    <Action icon="retry" label="Retry" onClick={thenWrite(chat, () => chat.retry())} />
    <Action icon="undo" label="Undo" onClick={thenWrite(chat, () => chat.undo())} />
  </>
)

interface ActionProps {
  readonly icon: Parameters<typeof Icon>[0]['name']
  readonly label: string
  readonly onClick: () => void
}

const Action = ({ icon, label, onClick }: ActionProps) => (
  <button type="button" class="icon-button" aria-label={label} title={label} onClick={onClick}>
    <Icon name={icon} />
  </button>
)
