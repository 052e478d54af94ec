import { flagName, fold } from '../../../callable/names.ts'
import { filesIn, namedInputs, withPlaces, type Snippet, type SnippetInput } from './call.ts'
import { shellWord } from './literal.ts'

/** With hfn, from a terminal. */
export const hfnCommand: Snippet = (call) => {
  const { url, name } = call
  const inputs = namedInputs(call)
  const flags = inputs.map((input) => fold(flagName(input.name)))
  const words = inputs.flatMap((input, at) =>
    argument(input, flags.indexOf(flags[at] ?? '') === flags.lastIndexOf(flags[at] ?? '')),
  )
  return `${['hfn', 'call', url, name, ...words].map(shellWord).join(' ')}\n`
}

/** @param alone no other parameter could be meant by the flag */
const argument = ({ name, schema, value }: SnippetInput, alone: boolean): string[] => {
  const isFile = filesIn(value).length > 0
  const given = withPlaces(value)
  const flag = `--${flagName(name)}`
  const asJson = [`${name}:=${JSON.stringify(given ?? null)}`]
  if (!alone) return asJson
  if (typeof given === 'boolean') return [given ? flag : `--no-${flagName(name)}`]
  if (typeof given === 'number') return [`${flag}=${given}`]
  // What begins with these would be read from a file or from stdin; other texts than those of a string are read as JSON.
  if (typeof given !== 'string' || given === '-' || given.startsWith('@')) return asJson
  if (schema.type !== 'string' && !isFile) return asJson
  return given.startsWith('-') || given === '' ? [`${flag}=${given}`] : [flag, given]
}
