import { useRef } from 'preact/hooks'
import type { ControlProps } from '../registry.ts'
import { useCell } from '../state/use-cell.ts'
import { MessageView } from './message-view.tsx'
import { readMessages } from './read-messages.ts'

/** A conversation among other components. */
export const ChatbotOutput = ({ field }: ControlProps) => {
  const messages = readMessages(useCell(field.value))
  const busy = useCell(field.busy) > 0
  const box = useRef<HTMLDivElement>(null)
  return (
    <div class="chatbot" ref={box} tabIndex={0} role="group" aria-label="Messages">
      <div class="log">
        {messages.map((message, index) => (
          <MessageView key={index} message={message} growing={busy && index === messages.length - 1} />
        ))}
      </div>
    </div>
  )
}
