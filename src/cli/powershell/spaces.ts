import { plain, type Arrange } from './arrange.ts'

/** A Space that is named is shown; without a name Spaces are listed. */
export const oneOrMany: Arrange = (parts, env, name) => {
  const [space] = parts.operands
  const verb = space === undefined ? ['list', '--json', '--limit', '100'] : ['info', '--json']
  return [...verb, ...plain(parts, env, name)]
}

/** Pauses that PowerShell counts in milliseconds. */
export const inMilliseconds: Arrange = (parts, env, name) => {
  const options = parts.options.map((word, at) => (parts.options[at - 1] === '--interval' ? `${word}ms` : word))
  return plain({ ...parts, options }, env, name)
}
