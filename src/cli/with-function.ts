import { CommanderError, Option, type Command } from 'commander'
import type { Callable } from '../callable/callable.ts'
import { helpText } from '../callable/help.ts'
import { HfnError } from '../core/error.ts'
import type { App } from '../gradio/app.ts'
import { appName } from './app-name.ts'
import { readWords, type Given, type Words } from './arguments/function-command.ts'
import { readOperands } from './arguments/operands.ts'
import { lateConnection, type Target } from './arguments/target.ts'
import { newCommand, usageError } from './command.ts'
import { withApp, type Connection } from './connection.ts'
import type { Context } from './context.ts'

/** A function that was named, and what was given to it. */
export interface Found<Options> {
  readonly app: App
  readonly callable: Callable
  readonly given: readonly Given[]
  readonly options: Options
  /** Aborts on Ctrl-C and when `--timeout` is up. */
  readonly signal: AbortSignal
}

/** A command that takes a function: its name, and what adds its options to a command. */
interface Verb {
  readonly name: string
  readonly options: (command: Command) => Command
}

const choose = (app: App, name: string | undefined): Callable | undefined => {
  if (name !== undefined) return app.function(name)
  const [only, ...others] = app.functions.values()
  return others.length === 0 ? only : undefined
}

/** Without a function's name: the list of them where help is wanted or somebody sits at a terminal, a usage error otherwise. */
const listInstead = async (context: Context, app: App, verb: Verb, { app: given, words }: Target): Promise<void> => {
  const asked = words.every((word) => word === '--help')
  if (asked && (words.length > 0 || context.out.isTerminal)) {
    const { listFunctions } = await import('./render/functions.ts')
    return context.out.write(listFunctions(app, appName(context, given, app), context))
  }
  throw new HfnError('BAD_USAGE', `The app has ${app.functions.size} functions, and none was named`, {
    hint: `Name one, such as: hfn ${verb.name} ${appName(context, given, app)} ${app.functions.keys().next().value ?? '<function>'}`,
  })
}

const read = (callable: Callable, words: readonly string[], command: Command, own: readonly Option[]): Words => {
  try {
    return readWords(callable, words, command, own)
  } catch (error) {
    throw error instanceof CommanderError ? usageError(error, command.name()) : error
  }
}

/** A refused argument without a hint points to the function's help. */
const pointed = (error: unknown, hint: string): unknown => {
  if (!HfnError.is(error) || error.code !== 'BAD_ARGUMENT' || error.hint !== undefined) return error
  return new HfnError(error.code, error.message, { ...error.details, cause: error, hint })
}

interface Wanted<Options extends Connection> {
  readonly verb: Verb
  readonly target: Target<Options>
  /** Options on reaching the app that stand after the function's name. */
  readonly late?: Connection | undefined
}

/**
 * Connects, finds the function and reads the words after its name: by its parameters first, by our own options second.
 * Options on reaching the app are needed before the parameters are known: where one turns out to be a parameter, it connects again without.
 */
export const withFunction = async <Options extends Connection>(
  context: Context,
  wanted: Wanted<Options>,
  work: (found: Found<Options>) => Promise<void>,
): Promise<void> => {
  const { verb, target, late = lateConnection(target.words, context) } = wanted
  const own = [...verb.options(newCommand('', '', context)).options, new Option('--help')]
  const again = await withApp(context, target.app, { ...target.options, ...late }, async (app, signal) => {
    const callable = choose(app, target.function)
    if (callable === undefined) return listInstead(context, app, verb, target)
    const command = newCommand(`${verb.name} ${target.app} ${callable.name}`, '', context)
    const words = read(callable, target.words, command, own)
    const ours = Object.entries(late).filter(([name]) => name in words.own)
    if (ours.length < Object.keys(late).length) return Object.fromEntries(ours) as Connection
    if (words.own['help']) return context.out.write(helpText(callable, { command: command.name() }))
    try {
      const given = [...words.given, ...readOperands(callable, words.operands, words.given)]
      return await work({ app, callable, given, options: { ...target.options, ...words.own }, signal })
    } catch (error) {
      throw pointed(error, `See: ${command.name()} --help`)
    }
  })
  if (again) await withFunction(context, { ...wanted, late: again }, work)
}
