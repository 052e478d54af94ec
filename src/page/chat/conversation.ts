import { draftOf, type ChatMessage, type Draft } from './message.ts'

type Messages = readonly ChatMessage[]

const lastQuestion = (messages: Messages): number => messages.findLastIndex(({ role }) => role === 'user')

/** What came before the last question. */
export const beforeQuestion = (messages: Messages): Messages => messages.slice(0, Math.max(0, lastQuestion(messages)))

/** All up to the last question, which is then to be answered anew. */
export const upToQuestion = (messages: Messages): Messages => messages.slice(0, lastQuestion(messages) + 1)

/** The last question with these answers. */
export const withAnswer = (messages: Messages, answer: Messages): Messages => [...upToQuestion(messages), ...answer]

/** The last question as it can be written anew; undefined when there is none. */
export const questionDraft = (messages: Messages): Draft | undefined => {
  const question = messages[lastQuestion(messages)]
  return question === undefined ? undefined : draftOf(question)
}

/** Letters a title may have. */
const longest = 60

/** What a conversation is called until somebody names it: how it begins. */
export const titleOf = (messages: Messages): string => {
  const question = messages.find(({ role }) => role === 'user')
  if (question === undefined) return 'New conversation'
  const { text, files } = draftOf(question)
  const line = text.trim().replaceAll(/\s+/g, ' ') || files.map(({ orig_name: name }) => name ?? 'file').join(', ')
  const letters = Array.from(line.slice(0, longest * 2 + 2))
  return letters.length > longest ? `${letters.slice(0, longest).join('')}…` : line
}
