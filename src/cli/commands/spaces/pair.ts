import { HfnError } from '../../../core/error.ts'
import { readText } from '../../arguments/read-text.ts'
import type { Context } from '../../context.ts'
import { warn } from '../../render/note.ts'

/** A key and its value, as a word says it: `KEY=value`, `KEY=@file`, `KEY=-` for stdin, and `KEY` to be asked for it, or for stdin. */
export const readPair = async (
  context: Context,
  word: string,
  hidden: boolean,
): Promise<{ readonly key: string; readonly value: string }> => {
  const [, key = '', given] = /^([^=]+)(?:=([^]*))?$/.exec(word) ?? []
  if (!/^[a-z_]\w*$/i.test(key))
    throw new HfnError('BAD_USAGE', `"${key}" is no key: letters, digits and _, with no digit first`, {
      hint: 'Write KEY=value, KEY=@file, or KEY alone to be asked for its value.',
    })
  const asked = given === undefined && context.in.isTerminal
  if (asked || given === undefined || given === '-') {
    const value = asked ? await context.in.readSecret(`Value of ${key} (not shown): `) : await readText(context, '-')
    if (value !== '') return { key, value }
    throw new HfnError('BAD_USAGE', `No value of ${key} came`, { hint: `For an empty one write ${key}=` })
  }
  if (hidden && !given.startsWith('@'))
    await warn(context, `A value can be read in the list of processes; ${key}=@file, or ${key} alone, cannot.`)
  return { key, value: await readText(context, given) }
}
