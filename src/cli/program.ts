import { commands } from './commands.ts'
import type { Context } from './context.ts'

const version = async (): Promise<string> => {
  const { readFile } = await import('node:fs/promises')
  const description = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  return `hfn ${description.version}\n`
}

/** The general help, one of its topics, or the help of a command, of one in a group too. */
const help = async (context: Context, [topic, ...rest]: readonly string[]): Promise<void> => {
  if (topic === undefined) return context.out.write((await import('./help.ts')).generalHelp)
  const text = (await import('./topics.ts')).topics[topic]?.()
  return text === undefined ? runCommand(context, topic, [...rest, '--help']) : context.out.write(text)
}

const runCommand = async (context: Context, name: string, args: readonly string[]): Promise<void> => {
  const command = commands.find((entry) => entry.name === name || entry.aliases?.includes(name))
  if (command === undefined) throw (await import('./unknown-command.ts')).unknownCommand(name)
  const [{ parse }, create] = await Promise.all([import('./command.ts'), command.load()])
  await parse(create(context), args, context)
}

const dispatch = async (context: Context): Promise<void> => {
  const [name = '--help', ...args] = context.args
  if (['--version', '-V', 'version'].includes(name)) return context.out.write(await version())
  if (name === '--help' || name === '-h' || name === 'help') return help(context, name === 'help' ? args : [])
  return runCommand(context, name, args)
}

/** The context with the command that a cmdlet of PowershAI means in the cmdlet's place. */
const translated = async (context: Context): Promise<Context> => {
  const [name = ''] = context.args
  if (!/gradio|huggingface|-hf/i.test(name) || commands.some((command) => command.name === name)) return context
  const { fromPowerShell } = await import('./powershell/translate.ts')
  return { ...context, args: fromPowerShell(context.args, context.env) ?? context.args }
}

/** Runs the command that `context.args` names; gives the exit status, never throws. */
export const program = async (given: Context): Promise<number> => {
  let context = given
  try {
    context = await translated(given)
    await dispatch(context)
    return 0
  } catch (error) {
    if (context.out.closed) return 0
    const { report } = await import('./report.ts')
    return report(context, error)
  }
}
