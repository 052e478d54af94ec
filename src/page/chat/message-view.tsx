import type { ComponentChildren } from 'preact'
import { Media } from '../outputs/media.tsx'
import { Markdown } from '../markdown/markdown.tsx'
import { CopyButton } from './copy-button.tsx'
import { textOfMessage, type ChatMessage } from './message.ts'
import './message.css'

interface MessageViewProps {
  readonly message: ChatMessage
  /** More of it is on its way. */
  readonly growing?: boolean | undefined
  /** What can be done with it beside copying. */
  readonly children?: ComponentChildren
}

const speakers: Readonly<Record<string, string>> = { user: 'You', assistant: 'Answer', system: 'System' }

/** One message of a conversation. */
export const MessageView = ({ message, growing = false, children }: MessageViewProps) => {
  const { role, metadata } = message
  const label = (Object.hasOwn(speakers, role) ? speakers[role] : undefined) ?? role
  return (
    <article class={`message ${role === 'user' ? 'asked' : 'said'}`} aria-label={label} aria-busy={growing}>
      {metadata?.title == null || metadata.title === '' ? (
        <div class="content">
          <Parts message={message} />
        </div>
      ) : (
        <details class="thought" open={growing}>
          <summary>{metadata.title}</summary>
          <Parts message={message} />
        </details>
      )}
      {!growing && (
        <div class="message-actions" role="group" aria-label={`${label}: actions`}>
          {textOfMessage(message) !== '' && <CopyButton label="Copy" text={() => textOfMessage(message)} />}
          {children}
        </div>
      )}
    </article>
  )
}

/** What visitors write stays as they wrote it; answers are Markdown. */
const Parts = ({ message: { role, content } }: Pick<MessageViewProps, 'message'>) => (
  <>
    {content.map((part, place) => {
      if (part.type === 'file') return <Media key={place} file={part.file} type="" label={part.alt_text ?? undefined} />
      if (role === 'user')
        return (
          <p key={place} class="asked-text" dir="auto">
            {part.text}
          </p>
        )
      return <Markdown key={place} text={part.text} breaks />
    })}
  </>
)
