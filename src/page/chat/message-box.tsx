import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { Attachments } from './attachments.ts'
import { AttachmentList } from './attachment-list.tsx'
import { Icon } from './icon.tsx'
import type { Draft } from './message.ts'
import './message-box.css'

export interface MessageBoxProps {
  /** Id of its text field. */
  readonly id: string
  readonly draft: Draft
  readonly onDraft: (draft: Draft) => void
  /** Enter was pressed. */
  readonly onSend: () => void
  /** None: files cannot be added. */
  readonly attachments?: Attachments | undefined
  /** What may be attached, as the `accept` of a file input. */
  readonly accept?: string | undefined
  readonly label?: string | undefined
  readonly placeholder?: string | undefined
  readonly describedBy?: string | undefined
  /** The buttons behind the text. */
  readonly children?: ComponentChildren
}

/** Text of any length with files: they can be chosen, dropped and pasted. */
export const MessageBox = ({
  id,
  draft,
  onDraft,
  onSend,
  attachments,
  accept,
  children,
  ...props
}: MessageBoxProps) => {
  const [over, setOver] = useState(false)
  const chooser = useRef<HTMLInputElement>(null)
  const take = (event: Event, files: FileList | undefined): void => {
    if (attachments === undefined || files === undefined || files.length === 0) return
    event.preventDefault()
    attachments.add(files)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    onSend()
  }
  return (
    <div
      class={`message-box${over ? ' over' : ''}`}
      onDragOver={(event) => {
        if (attachments === undefined) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false)
        take(event, event.dataTransfer?.files)
      }}
    >
      {attachments && <AttachmentList draft={draft} onDraft={onDraft} attachments={attachments} />}
      <div class="message-line">
        {attachments && (
          <>
            <input
              ref={chooser}
              type="file"
              multiple
              hidden
              accept={accept ?? ''}
              onChange={({ currentTarget }) => {
                attachments.add(currentTarget.files ?? [])
                currentTarget.value = ''
              }}
            />
            <button
              type="button"
              class="icon-button"
              aria-label="Attach files"
              title="Attach files"
              onClick={() => chooser.current?.click()}
            >
              <Icon name="attach" />
            </button>
          </>
        )}
        <textarea
          id={id}
          class="grows"
          rows={1}
          dir="auto"
          aria-label={props.label}
          aria-describedby={props.describedBy}
          placeholder={props.placeholder}
          value={draft.text}
          onInput={({ currentTarget }) => onDraft({ ...draft, text: currentTarget.value })}
          onKeyDown={onKeyDown}
          onPaste={(event) => take(event, event.clipboardData?.files)}
        />
        {children}
      </div>
    </div>
  )
}
