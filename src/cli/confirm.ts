import { HfnError } from '../core/error.ts'
import { printable } from '../core/secret.ts'
import type { Context } from './context.ts'
import { readLine } from './read-secret.ts'

/** Asks before something is done that cannot be undone. @throws BAD_USAGE where nobody can be asked, CANCELLED for any answer but yes */
export const confirm = async (context: Context, question: string): Promise<void> => {
  if (!context.in.isTerminal || !context.err.isTerminal)
    throw new HfnError('BAD_USAGE', 'This cannot be undone, and there is no terminal to ask on', { hint: 'Say --yes.' })
  await context.err.write(`${printable(question)} [y/N] `)
  const answer = await readLine(context.in.read()).catch(async (error: unknown) => {
    await context.err.write('\n')
    throw error
  })
  if (!/^y(?:es)?$/i.test(answer.trim())) throw new HfnError('CANCELLED', 'Nothing was done')
}
