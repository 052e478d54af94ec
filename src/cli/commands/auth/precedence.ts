import { tokenVariable } from '../../../hub/token/find.ts'
import type { Context } from '../../context.ts'
import { warn } from '../../render/note.ts'

/** Says so when a variable holds a token, for it comes before every login. */
export const warnOfVariable = async (context: Context, quiet: boolean | undefined): Promise<void> => {
  const variable = tokenVariable(context.env)
  if (variable === undefined || quiet) return
  await warn(context, `${variable} is set and comes before every login; unset it to use this computer's logins.`)
}
