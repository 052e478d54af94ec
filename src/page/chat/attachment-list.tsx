import type { WireFile } from '../../wire/file-data.ts'
import { useCell } from '../state/use-cell.ts'
import type { Attachments, Sending } from './attachments.ts'
import { Icon } from './icon.tsx'
import { fileName, type Draft } from './message.ts'

interface AttachmentListProps {
  readonly draft: Draft
  readonly onDraft: (draft: Draft) => void
  readonly attachments: Attachments
}

/** The files of a message: those that are there, those on their way, and those that could not be sent. */
export const AttachmentList = ({ draft, onDraft, attachments }: AttachmentListProps) => {
  const sending = useCell(attachments.all)
  if (draft.files.length + sending.length === 0) return null
  const remove = (file: WireFile): void => onDraft({ ...draft, files: draft.files.filter((one) => one !== file) })
  return (
    <ul class="attachments" aria-label="Attached files">
      {draft.files.map((file) => (
        <li key={file.path} class="chip">
          <Icon name="file" />
          <span>{fileName(file)}</span>
          <Remove name={fileName(file)} onClick={() => remove(file)} />
        </li>
      ))}
      {sending.map((one) => (
        <OnItsWay key={one.id} sending={one} onRemove={() => attachments.remove(one.id)} />
      ))}
    </ul>
  )
}

const OnItsWay = ({ sending, onRemove }: { readonly sending: Sending; readonly onRemove: () => void }) => {
  const { name, done, fault } = sending
  return (
    <li class={`chip ${fault === undefined ? 'on-its-way' : 'refused'}`}>
      <span>{name}</span>
      {fault === undefined ? (
        <progress max={1} value={done} aria-label={`Sending ${name}`} />
      ) : (
        <span class="fault" role="alert">
          {fault}
        </span>
      )}
      <Remove name={name} onClick={onRemove} />
    </li>
  )
}

const Remove = ({ name, onClick }: { readonly name: string; readonly onClick: () => void }) => (
  <button type="button" class="icon-button small" aria-label={`Remove ${name}`} onClick={onClick}>
    <Icon name="close" />
  </button>
)
