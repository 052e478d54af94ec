import { Command, CommanderError } from 'commander'
import { HfnError } from '../core/error.ts'
import type { Context } from './context.ts'

const widest = 100

/** A command without options yet. It throws instead of ending the process, and has the long `--help` only, so that no parameter's short name is taken. */
export const newCommand = (name: string, description: string, { out }: Context): Command =>
  new Command(`hfn ${name}`)
    .description(description)
    .helpOption('--help', 'show this help')
    .configureHelp({ helpWidth: Math.min(out.columns, widest) })
    .exitOverride()
    .configureOutput({ writeOut: () => {}, writeErr: () => {} })

/** What commander found wrong, as an error of ours that points to the help of the command called `name`; `known` is better than commander's guess. */
export const usageError = (error: CommanderError, name: string, known?: string): HfnError => {
  const [first = '', ...rest] = error.message.replace(/^error: /, '').split('\n')
  const guess = known ?? rest.join(' ').replaceAll(/[()]/g, '').trim()
  const message = first.charAt(0).toUpperCase() + first.slice(1)
  return new HfnError('BAD_USAGE', message, { hint: `${guess} See: ${name} --help`.trim() })
}

/** What `hf` calls `--format json`, where it has a like here. */
const instead = ({ message }: CommanderError, { options }: Command): string | undefined =>
  message.includes("unknown option '--format'") && options.some(({ long }) => long === '--json')
    ? 'Write --json, or --quiet for the names alone.'
    : undefined

/** Parses a command's own arguments and runs it; usage errors are BAD_USAGE with the nearest option. */
export const parse = async (command: Command, args: readonly string[], context: Context): Promise<void> => {
  const written: string[] = []
  command.configureOutput({ writeOut: (text) => written.push(text) })
  try {
    await command.parseAsync(args, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode !== 0) throw usageError(error, command.name(), instead(error, command))
    await context.out.write(written.join(''))
  }
}
