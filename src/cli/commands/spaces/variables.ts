import type { Command } from 'commander'
import type { SpaceVariable, SpaceVariables } from '../../../hub/spaces/contract.ts'
import { newCommand } from '../../command.ts'
import type { Context } from '../../context.ts'
import { groupCommand } from '../../group.ts'
import { hubOptions } from '../../hub.ts'
import { writeList } from '../../render/list.ts'
import type { Column } from '../../render/table.ts'
import { readPair } from './pair.ts'
import { withSpace, type SpaceFlags } from './space-command.ts'

/** Secrets and variables are handled alike; only that nobody sees a secret again. */
type Kind = 'secrets' | 'variables'

const columns: Readonly<Record<Kind, readonly Column<SpaceVariable>[]>> = {
  secrets: [
    { title: 'KEY', cell: ({ key }) => key },
    { title: 'CHANGED', cell: ({ updatedAt }) => updatedAt },
    { title: 'ABOUT', cell: ({ description }) => description },
  ],
  variables: [
    { title: 'KEY', cell: ({ key }) => key },
    { title: 'VALUE', cell: ({ value }) => value },
    { title: 'ABOUT', cell: ({ description }) => description },
  ],
}

interface SetFlags extends SpaceFlags {
  readonly description?: string | undefined
}

const variableCommand = (kind: Kind, name: string, description: string, context: Context): Command =>
  hubOptions(newCommand(`spaces ${kind} ${name}`, description, context)).argument('<space>', 'owner/name')

const withVariables = (
  context: Context,
  kind: Kind,
  { name, flags }: { readonly name: string; readonly flags: SpaceFlags },
  work: (variables: SpaceVariables, signal: AbortSignal) => Promise<void>,
): Promise<void> => withSpace(context, name, flags, (space, signal) => work(space[kind], signal))

const listCommand = (kind: Kind) => (context: Context) =>
  variableCommand(kind, 'list', `List the ${kind} of a Space.`, context)
    .option('--json', 'print JSON')
    .action((name: string, flags: SpaceFlags) =>
      withVariables(context, kind, { name, flags }, async (variables, signal) => {
        const all = await variables.list({ signal })
        await writeList(context, all, { columns: columns[kind], empty: `The Space has no ${kind}.` }, flags)
      }),
    )

const setCommand = (kind: Kind) => (context: Context) =>
  variableCommand(kind, 'set', `Set one of the ${kind} of a Space, which then restarts.`, context)
    .argument('<key[=value]>', 'KEY=@file reads the value from a file, KEY=- or KEY alone from stdin, unseen')
    .option('--description <text>', 'what it is for')
    .action(async (name: string, word: string, { description, ...flags }: SetFlags) => {
      const { key, value } = await readPair(context, word, kind === 'secrets' && !flags.quiet)
      await withVariables(context, kind, { name, flags }, (variables, signal) =>
        variables.set(key, value, { description, signal }),
      )
    })

const deleteCommand = (kind: Kind) => (context: Context) =>
  variableCommand(kind, 'delete', `Delete one of the ${kind} of a Space, which then restarts.`, context)
    .argument('<key>')
    .action((name: string, key: string, flags: SpaceFlags) =>
      withVariables(context, kind, { name, flags }, (variables, signal) => variables.delete(key, { signal })),
    )

const variablesGroup =
  (kind: Kind) =>
  (context: Context): Command =>
    groupCommand(
      {
        name: `spaces ${kind}`,
        description: `The ${kind} of a Space.`,
        commands: [
          {
            name: 'list',
            aliases: ['ls'],
            usage: '<space>',
            summary: 'List them',
            load: async () => listCommand(kind),
          },
          {
            name: 'set',
            aliases: ['add'],
            usage: '<space> <key[=value]>',
            summary: 'Set one',
            load: async () => setCommand(kind),
          },
          {
            name: 'delete',
            aliases: ['rm'],
            usage: '<space> <key>',
            summary: 'Delete one',
            load: async () => deleteCommand(kind),
          },
        ],
        otherwise: { name: 'list', fits: (word) => word.includes('/') },
      },
      context,
    )

export const secretsCommand = variablesGroup('secrets')
export const variablesCommand = variablesGroup('variables')
