import { nearest } from '../callable/names.ts'
import { HfnError } from '../core/error.ts'
import type { Command } from 'commander'
import { newCommand, parse } from './command.ts'
import type { Entry } from './entry.ts'
import type { Context } from './context.ts'

/** A command made of commands, such as `hfn spaces wait`. */
export interface Group {
  readonly name: string
  readonly description: string
  readonly commands: readonly Entry[]
  /** The command that is meant when the first word is none of them but fits this. */
  readonly otherwise?: { readonly name: string; readonly fits: (word: string) => boolean } | undefined
}

const table = ({ commands }: Group): string => {
  const rows = commands.map(({ name, usage, summary }) => [`${name} ${usage}`.trim(), summary] as const)
  const width = 2 + Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}${right}`).join('\n')
}

const unknown = ({ name, commands }: Group, word: string): HfnError => {
  const near = nearest(
    word,
    commands.map((entry) => entry.name),
  )
  const search = commands.find((entry) => [entry.name, ...(entry.aliases ?? [])].includes('search'))?.name
  const searching = search === undefined ? '' : `To search: hfn ${name} ${search} ${word}. `
  return new HfnError('BAD_USAGE', `hfn ${name} has no command ${word}`, {
    hint: near === undefined ? `${searching}See: hfn ${name} --help` : `Did you mean hfn ${name} ${near}?`,
  })
}

/** The command of a group: its help lists what is in it; each command is loaded when it is asked for. */
export const groupCommand = (group: Group, context: Context): Command =>
  newCommand(group.name, group.description, context)
    .usage('<command> [options]')
    .argument('[words...]')
    .helpOption(false)
    .allowUnknownOption()
    .passThroughOptions()
    .action(async (words: string[]) => {
      const [first = '--help', ...rest] = words
      if (['--help', '-h', 'help'].includes(first))
        return context.out.write(
          `${group.description}\n\nUsage: hfn ${group.name} <command> [options]\n\nCommands\n${table(group)}\n\n` +
            `hfn ${group.name} <command> --help shows a command's options.\n`,
        )
      const { otherwise } = group
      const found = group.commands.find(({ name, aliases }) => name === first || aliases?.includes(first))
      const guessed = found === undefined && otherwise?.fits(first) ? otherwise.name : undefined
      const entry = found ?? group.commands.find(({ name }) => name === guessed)
      if (entry === undefined) throw unknown(group, first)
      const create = await entry.load()
      await parse(create(context), guessed === undefined ? rest : words, context)
    })
