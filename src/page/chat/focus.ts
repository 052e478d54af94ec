import type { Chat } from './chat.ts'

/** Who pressed a button that is gone now goes on writing. */
export const focusMessage = ({ boxId }: Chat): void => document.getElementById(boxId)?.focus()
