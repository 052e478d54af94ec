import { useLayoutEffect, useRef, useState } from 'preact/hooks'

interface EditBoxProps {
  readonly text: string
  readonly onDone: (text: string) => void
  readonly onLeave: () => void
}

/** A question that is being written anew. */
export const EditBox = ({ text, onDone, onLeave }: EditBoxProps) => {
  const [written, write] = useState(text)
  const box = useRef<HTMLTextAreaElement>(null)
  useLayoutEffect(() => {
    box.current?.focus()
    box.current?.setSelectionRange(text.length, text.length)
  }, [])
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onLeave()
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    if (written.trim() !== '') onDone(written)
  }
  return (
    <form
      class="edit-box"
      onSubmit={(event) => {
        event.preventDefault()
        onDone(written)
      }}
    >
      <textarea
        ref={box}
        class="grows"
        aria-label="Edit your message"
        dir="auto"
        value={written}
        onInput={(event) => write(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div class="edit-buttons">
        <button type="button" onClick={onLeave}>
          Cancel
        </button>
        <button type="submit" class="primary" disabled={written.trim() === ''}>
          Send
        </button>
      </div>
    </form>
  )
}
