import type { Chat } from './chat.ts'
import { focusMessage } from './focus.ts'
import { fileName, type Draft } from './message.ts'
import { readDraft } from './read-messages.ts'

/** An empty conversation: what can be asked. */
export const Welcome = ({ chat }: { readonly chat: Chat }) => {
  const { examples } = chat.run.definition
  if (examples.length === 0) return null
  const begin = (row: readonly unknown[]): void => {
    for (const [index, field] of chat.others.entries()) if (row[index + 1] !== undefined) field.enter(row[index + 1])
    chat.draft.set(readDraft(row[0]))
    chat.send()
    focusMessage(chat)
  }
  return (
    <section class="welcome" aria-label="Examples">
      {examples.map((row, index) => (
        <button key={index} type="button" class="example" dir="auto" onClick={() => begin(row)}>
          {titleOf(readDraft(row[0]))}
        </button>
      ))}
    </section>
  )
}

const titleOf = ({ text, files }: Draft): string => text || files.map(fileName).join(', ')
