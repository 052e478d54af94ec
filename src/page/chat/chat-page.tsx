import type { ComponentType } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { acceptedTypes } from '../fields/file-rules.ts'
import { usePage } from '../model/context.ts'
import type { ControlProps } from '../registry.ts'
import type { RunControl } from '../run/run-control.ts'
import { useCell } from '../state/use-cell.ts'
import { onDemand } from '../history/on-demand.tsx'
import { appName } from '../history/app-name.ts'
import { Attachments } from './attachments.ts'
import { Chat } from './chat.ts'
import { Composer } from './composer.tsx'
import { Conversations } from './conversations.ts'
import { useFollowing } from './follow.ts'
import { Icon } from './icon.tsx'
import { Log } from './log.tsx'
import { Welcome } from './welcome.tsx'
import './chat.css'

const ConversationList = onDemand(async () => (await import('./conversation-list.tsx')).ConversationList)

export interface ChatPageProps {
  readonly run: RunControl
  /** Draws a component with its label; given, since what draws components loads chats on demand. */
  readonly view: ComponentType<ControlProps>
}

/** The page of a chat: the conversation, and below it, always in reach, where the next message is written. */
export const ChatPage = ({ run, view }: ChatPageProps) => {
  const chat = useChat(run)
  const attachments = useAttachments(chat)
  const messages = useCell(chat.messages)
  const log = useRef<HTMLDivElement>(null)
  const { behind, jump } = useFollowing(log)
  const [listed, list] = useState(false)
  const asked = messages.length
  useEffect(jump, [asked])
  return (
    <div class="chat">
      <div class="chat-head">
        <button type="button" class="quiet" onClick={() => list(true)}>
          <Icon name="list" /> Conversations
        </button>
        <button type="button" class="quiet" disabled={asked === 0} onClick={() => chat.open()}>
          <Icon name="add" /> New
        </button>
      </div>
      {listed && <ConversationList chat={chat} onClose={() => list(false)} />}
      <div class="chat-log" ref={log}>
        {asked === 0 && <Welcome chat={chat} />}
        <Log key={chat.conversations.current.id} chat={chat} />
      </div>
      <div class="chat-foot">
        {behind && (
          <button type="button" class="jump" onClick={jump}>
            <Icon name="down" /> Newest
          </button>
        )}
        <Others of={chat.others} view={view} />
        <Composer chat={chat} attachments={attachments} />
      </div>
    </div>
  )
}

interface OthersProps extends Pick<ChatPageProps, 'view'> {
  readonly of: Chat['others']
}

const Others = ({ of, view: View }: OthersProps) =>
  of.length > 0 && (
    <details class="accordion others">
      <summary>Settings</summary>
      <div class="column">
        {of.map((field) => (
          <View key={field.id} field={field} />
        ))}
      </div>
    </details>
  )

const useChat = (run: RunControl): Chat => {
  const { address, config } = usePage()
  const chat = useRef<Chat>(undefined)
  chat.current ??= new Chat({
    run,
    conversations: new Conversations(`${appName({ address, config })} ${run.definition.name}`),
  })
  const made = chat.current
  useEffect(() => () => made.close(), [made])
  return made
}

const useAttachments = (chat: Chat): Attachments => {
  const { address, config } = usePage()
  const attachments = useRef<Attachments>(undefined)
  attachments.current ??= new Attachments({
    address,
    rules: { accepted: acceptedTypes('', chat.box?.props.value ?? {}), limit: config.maxFileSize },
    onSent: (file) => chat.draft.set({ ...chat.draft.value, files: [...chat.draft.value.files, file] }),
  })
  const made = attachments.current
  useEffect(() => () => made.clear(), [made])
  return made
}
