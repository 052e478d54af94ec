import { nearest } from '../callable/names.ts'
import { HfnError } from '../core/error.ts'
import { commands } from './commands.ts'
import { cmdlets } from './powershell/cmdlets.ts'

const names = [...commands.map(({ name }) => name), ...cmdlets.flatMap(({ name, aliases = [] }) => [name, ...aliases])]

/** The error for a command that does not exist, with the nearest that does. */
export const unknownCommand = (name: string): HfnError => {
  if (/^https?:\/\//i.test(name)) {
    return new HfnError('BAD_USAGE', 'A command comes before the address', { hint: `Try: hfn info ${name}` })
  }
  const near = nearest(name, [...names, 'help'])
  return new HfnError('BAD_USAGE', `hfn has no command ${name}`, {
    hint: near === undefined ? 'See: hfn --help' : `Did you mean hfn ${near}?`,
  })
}
