import { abortReason, whenAborted } from '../core/abort.ts'
import { HfnError } from '../core/error.ts'
import type { Output } from './output.ts'

/** Letters a secret may have; what is typed beyond is not looked at. */
const longest = 65_536

/** What was typed so far, and how it ended. */
interface Typed {
  readonly text: string
  readonly end?: 'enter' | 'stop' | undefined
}

const escape = String.fromCharCode(0x1b)

/** Arrows, function keys and the like (ECMA-48 control sequences, SS3, and Alt with a key). */
const sequences = new RegExp(`${escape}(?:\\[[0-9;]*[ -/]*[@-~]|O.|.)?`, 'gu')

const interrupt = '\u0003'
const endOfInput = '\u0004'

/** What the keys make of a text: Backspace and Ctrl-U take back, Enter ends, Ctrl-C and Ctrl-D stop; other keys that write nothing do nothing. */
export const typed = (before: string, keys: string): Typed => {
  let text = before
  for (const key of keys.replaceAll(sequences, '')) {
    if (key === '\r' || key === '\n') return { text, end: 'enter' }
    if (key === interrupt || key === endOfInput) return { text, end: 'stop' }
    if (key === '\u007F' || key === '\b') text = text.replace(/.$/su, '')
    else if (key === '\u0015') text = ''
    else if (key >= ' ' && text.length < longest) text += key
  }
  return { text }
}

/** What a terminal's keyboard is, as far as a secret needs it. */
interface Keyboard {
  setRawMode(on: boolean): unknown
  setEncoding(encoding: 'utf8'): unknown
  on(event: 'data' | 'end', listener: (keys: string) => void): unknown
  off(event: 'data' | 'end', listener: (keys: string) => void): unknown
  resume(): unknown
  pause(): unknown
}

export interface SecretPrompt {
  readonly out: Pick<Output, 'write'>
  readonly signal: AbortSignal
  /** Called on Ctrl-C, which a terminal that shows nothing does not turn into a signal. */
  readonly onInterrupt: () => void
}

/** Asks on a terminal, and shows nothing of what is typed. @throws CANCELLED on Ctrl-C, Ctrl-D and when the signal aborts */
export const readSecret = async (
  question: string,
  keyboard: Keyboard,
  { out, signal, onInterrupt }: SecretPrompt,
): Promise<string> => {
  keyboard.setRawMode(true)
  keyboard.setEncoding('utf8')
  await out.write(question)
  let take = (_keys: string): void => {}
  let close = (): void => {}
  let release = (): void => {}
  try {
    return await new Promise<string>((resolve, reject) => {
      if (signal.aborted) return reject(abortReason(signal))
      let text = ''
      const stop = (): void => reject(new HfnError('CANCELLED', 'Cancelled'))
      take = (keys) => {
        const now = typed(text, keys)
        text = now.text
        if (now.end === 'enter') return resolve(text)
        if (now.end === undefined) return
        onInterrupt()
        stop()
      }
      close = stop
      release = whenAborted(signal, () => reject(abortReason(signal)))
      keyboard.on('data', take)
      keyboard.on('end', close)
      keyboard.resume()
    })
  } finally {
    release()
    keyboard.off('data', take)
    keyboard.off('end', close)
    keyboard.pause()
    keyboard.setRawMode(false)
    await out.write('\n')
  }
}

/** The first line of what comes through a pipe. */
export const readLine = async (chunks: AsyncIterable<Uint8Array>): Promise<string> => {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of chunks) {
    text += decoder.decode(chunk, { stream: true })
    if (text.includes('\n') || text.length > longest) break
  }
  return text.split('\n', 1)[0] ?? ''
}
