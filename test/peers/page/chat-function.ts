import { ChatInterface } from '../../../src/serve/build/chat-interface.ts'
import type { AppDefinition } from '../../../src/serve/blueprint.ts'

/** Lets a test decide when an answer goes on. */
export class Gate {
  #open = (): void => {}
  #wait: Promise<void> = Promise.resolve()

  close(): void {
    this.#wait = new Promise((resolve) => (this.#open = resolve))
  }

  open(): void {
    this.#open()
  }

  pass(signal: AbortSignal): Promise<void> {
    return Promise.race([
      this.#wait,
      new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true })),
    ])
  }
}

export interface ChatTest {
  readonly app: AppDefinition
  /** Closed: answers stop after their first words. */
  readonly gate: Gate
  /** Messages it was asked, with the number of messages before each. */
  readonly asked: { readonly message: string; readonly before: number; readonly files: number }[]
  /** Messages whose run was stopped. */
  readonly stopped: string[]
}

/** A chat that repeats what it is told, word by word; `fail` fails, `long` gives many lines. */
export const chatTest = (options: { readonly multimodal?: boolean } = {}): ChatTest => {
  const gate = new Gate()
  const asked: { message: string; before: number; files: number }[] = []
  const stopped: string[] = []
  const answer = async function* (message: string, signal: AbortSignal): AsyncGenerator<string> {
    if (message === 'fail') throw new Error('out of words')
    yield 'You said: '
    await gate.pass(signal)
    if (signal.aborted) stopped.push(message)
    if (message === 'long') yield Array.from({ length: 200 }, (_, line) => `Line **${line}**\n`).join('\n')
    else yield message.includes('\n') ? `You said:\n\n${message}` : `You said: **${message}**`
  }
  const shared = { title: 'Parrot', examples: ['Hello there', 'long'] }
  const app =
    options.multimodal === true
      ? ChatInterface(
          ({ message: { text, files }, history }, { signal }) => {
            asked.push({ message: text, before: history.length, files: files.length })
            return answer(text, signal)
          },
          { ...shared, multimodal: true },
        )
      : ChatInterface(
          ({ message, history }, { signal }) => {
            asked.push({ message, before: history.length, files: 0 })
            return answer(message, signal)
          },
          { ...shared, inputs: { tone: { type: 'string', title: 'Tone', default: 'calm' } } },
        )
  return { app, gate, asked, stopped }
}
