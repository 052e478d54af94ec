import { open } from 'node:fs/promises'
import { resolve } from 'node:path'
import { HfnError } from '../../core/error.ts'
import { readError } from '../../gradio/local-file.ts'
import type { Context } from '../context.ts'
import { note } from '../render/note.ts'

/** Bytes a text argument may have. */
const limit = 64 * 2 ** 20

const collect = async (chunks: AsyncIterable<Uint8Array>, name: string): Promise<string> => {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of chunks) {
    size += piece.length
    if (size > limit) throw new HfnError('TOO_LARGE', `${name} is larger than the 64 MiB a text argument may have`)
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .replace(/\r?\n$/, '')
}

/** The text of a file, without a byte order mark and without the newline at its end. */
export const readFileText = async ({ cwd, signal }: Context, path: string): Promise<string> => {
  try {
    const file = await open(resolve(cwd, path))
    return await collect(file.createReadStream({ signal }), path)
  } catch (error) {
    throw signal.aborted ? error : readError(error, path)
  }
}

/** All of stdin as text, without the newline at its end. */
export const readInputText = async (context: Context): Promise<string> => {
  if (context.in.isTerminal) await note(context, 'Reading from the terminal; Ctrl-D ends the text.')
  return collect(context.in.read(), 'stdin')
}

/** A text argument: stdin for `-`, a file for `@path`, else itself. */
export const readText = async (context: Context, text: string): Promise<string> => {
  if (text === '-') return readInputText(context)
  return text.startsWith('@') && text.length > 1 ? readFileText(context, text.slice(1)) : text
}
