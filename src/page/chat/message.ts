import type { WireFile } from '../../wire/file-data.ts'

/** A piece of a message. */
export type ChatPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'file'; readonly file: WireFile; readonly alt_text?: string | null }

/** One message, as Gradio 6 writes it. */
export interface ChatMessage {
  readonly role: string
  readonly content: readonly ChatPart[]
  /** Heading of a message that tells how the answer came about. */
  readonly metadata?: { readonly title?: string | null } | null | undefined
}

/** What a visitor writes: text and files together. */
export interface Draft {
  readonly text: string
  readonly files: readonly WireFile[]
}

export const fileName = ({ orig_name: name, path }: WireFile): string => name ?? path.split(/[/\\]/).at(-1) ?? 'file'

export const emptyDraft: Draft = { text: '', files: [] }

export const isEmpty = ({ text, files }: Draft): boolean => text.trim() === '' && files.length === 0

export const questionOf = ({ text, files }: Draft): ChatMessage => ({
  role: 'user',
  content: [
    ...files.map((file) => ({ type: 'file', file }) as const),
    ...(text === '' ? [] : [{ type: 'text', text } as const]),
  ],
})

export const textOfMessage = ({ content }: ChatMessage): string =>
  content.flatMap((part) => (part.type === 'text' ? part.text : [])).join('\n')

/** A question as it can be written anew. */
export const draftOf = (message: ChatMessage): Draft => ({
  text: textOfMessage(message),
  files: message.content.flatMap((part) => (part.type === 'file' ? part.file : [])),
})
