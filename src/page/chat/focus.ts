import type { Chat } from './chat.ts'

/** Who pressed a button that is gone now goes on writing. */
export const focusMessage = ({ boxId }: Chat): void => document.getElementById(boxId)?.focus()

/** What a button does that goes with its press: the act, then on with writing. */
export const thenWrite =
  (chat: Chat, act: () => void): (() => void) =>
  () => {
    act()
    focusMessage(chat)
  }
