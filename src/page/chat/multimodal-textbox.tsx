import { useEffect, useRef } from 'preact/hooks'
import { textOf } from '../../wire/json.ts'
import { acceptedTypes } from '../fields/file-rules.ts'
import { usePage } from '../model/context.ts'
import type { Field } from '../model/field.ts'
import type { ControlProps } from '../registry.ts'
import { useCell } from '../state/use-cell.ts'
import { Attachments } from './attachments.ts'
import { MessageBox } from './message-box.tsx'
import { readDraft } from './read-messages.ts'

/** A text with files, among other inputs. */
export const MultimodalTextbox = ({ field }: ControlProps) => {
  const attachments = useAttachments(field)
  const props = useCell(field.props)
  return (
    <MessageBox
      id={field.control}
      describedBy={`${field.control}-info ${field.control}-fault`}
      placeholder={textOf(props['placeholder'])}
      accept={attachments.accepted}
      draft={readDraft(useCell(field.value))}
      onDraft={(draft) => field.enter(draft)}
      onSend={() => field.emit('submit')}
      attachments={attachments}
    />
  )
}

/** Runs wait for the files that are on their way. */
const useAttachments = (field: Field): Attachments => {
  const { address, config } = usePage()
  const attachments = useRef<Attachments>(undefined)
  attachments.current ??= new Attachments({
    address,
    rules: { accepted: acceptedTypes(field.type, field.props.value), limit: config.maxFileSize },
    onSent: (file) => {
      const draft = readDraft(field.value.value)
      field.enter({ ...draft, files: [...draft.files, file] })
    },
  })
  const made = attachments.current
  useEffect(() => {
    let settle = (): void => {}
    const follow = (): void => {
      if (!made.pending) {
        settle()
        field.sending.set(undefined)
      } else if (field.sending.value === undefined) {
        field.sending.set(new Promise((resolve) => (settle = resolve)))
      }
    }
    const stop = made.all.watch(follow)
    return () => {
      stop()
      made.clear()
      settle()
    }
  }, [made, field])
  return made
}
