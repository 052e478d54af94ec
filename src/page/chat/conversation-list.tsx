import { useState } from 'preact/hooks'
import { Drawer } from '../history/drawer.tsx'
import { useCell } from '../state/use-cell.ts'
import type { Chat } from './chat.ts'
import { nameOf, type Conversation } from './conversations.ts'
import { Icon } from './icon.tsx'

interface ConversationListProps {
  readonly chat: Chat
  readonly onClose: () => void
}

/** The conversations of this browser: go on with one, name it, remove it, remove all. */
export const ConversationList = ({ chat, onClose }: ConversationListProps) => {
  const { conversations } = chat
  const all = useCell(conversations.all)
  const open = (id?: string): void => {
    chat.open(id)
    onClose()
  }
  const remove = (id: string): void => {
    if (id === conversations.current.id) chat.open()
    conversations.remove(id)
  }
  const clear = (): void => {
    chat.open()
    conversations.clear()
  }
  return (
    <Drawer title="Conversations" side="start" onClose={onClose}>
      <button type="button" class="wide-button" onClick={() => open()}>
        <Icon name="add" /> New conversation
      </button>
      {all.length === 0 && <p class="empty">Conversations you have are kept here, in this browser only.</p>}
      <ul class="entries">
        {all.map((conversation) => (
          <Entry
            key={conversation.id}
            conversation={conversation}
            current={conversation.id === conversations.current.id}
            onOpen={() => open(conversation.id)}
            onRename={(name) => conversations.rename(conversation.id, name)}
            onRemove={() => remove(conversation.id)}
          />
        ))}
      </ul>
      {all.length > 0 && (
        <button type="button" class="wide-button" onClick={clear}>
          Delete all
        </button>
      )}
    </Drawer>
  )
}

interface EntryProps {
  readonly conversation: Conversation
  readonly current: boolean
  readonly onOpen: () => void
  readonly onRename: (name: string) => void
  readonly onRemove: () => void
}

const Entry = ({ conversation, current, onOpen, onRename, onRemove }: EntryProps) => {
  const [naming, setNaming] = useState(false)
  const name = nameOf(conversation)
  if (naming) return <Naming name={name} onDone={onRename} onLeave={() => setNaming(false)} />
  return (
    <li class="entry">
      <button type="button" class="entry-main" aria-current={current ? 'true' : undefined} onClick={onOpen}>
        <span dir="auto">{name}</span>
        <time dateTime={new Date(conversation.time).toISOString()}>{new Date(conversation.time).toLocaleString()}</time>
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label={`Rename ${name}`}
        title="Rename"
        onClick={() => setNaming(true)}
      >
        <Icon name="edit" />
      </button>
      <button type="button" class="icon-button" aria-label={`Delete ${name}`} title="Delete" onClick={onRemove}>
        <Icon name="close" />
      </button>
    </li>
  )
}

interface NamingProps {
  readonly name: string
  readonly onDone: (name: string) => void
  readonly onLeave: () => void
}

const Naming = ({ name, onDone, onLeave }: NamingProps) => {
  const [written, write] = useState(name)
  return (
    <li class="entry">
      <form
        class="naming"
        onSubmit={(event) => {
          event.preventDefault()
          onDone(written)
          onLeave()
        }}
      >
        <input
          ref={(input) => input?.focus()}
          aria-label="Name of the conversation"
          value={written}
          onInput={({ currentTarget }) => write(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            // The drawer stays open.
            event.preventDefault()
            onLeave()
          }}
        />
        <button type="submit">Rename</button>
      </form>
    </li>
  )
}
