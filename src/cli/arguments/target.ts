import type { Command } from 'commander'
import { newCommand } from '../command.ts'
import { connectionOptions, type Connection } from '../connection.ts'
import type { Context } from '../context.ts'
import { canonical } from './canonical.ts'

/** What to call, as far as it can be read before the function is known. */
export interface Target<Options extends Connection = Connection> {
  readonly app: string
  readonly function?: string | undefined
  /** The words after the function's name: its parameters, and our options where they do not collide. */
  readonly words: readonly string[]
  /** Our options before the function's name. */
  readonly options: Options
}

const isName = (word: string): boolean => !word.includes('=')

/**
 * Tells our options, the function's name and its words apart in what follows the app.
 * @param leading a fresh command with our options
 */
export const readTarget = <Options extends Connection>(
  app: string,
  words: readonly string[],
  options: Options,
  leading: Command,
): Target<Options> => {
  const { operands, unknown } = leading.passThroughOptions().parseOptions([...words])
  const [name, ...rest] = operands
  const all = { ...options, ...leading.opts<Options>() }
  if (name === undefined || !isName(name)) return { app, words: [...operands, ...unknown], options: all }
  return { app, function: name, words: [...rest, ...unknown], options: all }
}

/** Options on reaching the app that stand after the function's name: needed before it is known whether it has parameters of that name. */
export const lateConnection = (words: readonly string[], context: Context): Connection => {
  const command = connectionOptions(newCommand('', '', context))
  command.parseOptions(canonical(words, command.options))
  return command.opts<Connection>()
}
