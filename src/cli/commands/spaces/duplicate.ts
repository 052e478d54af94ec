import type { Command } from 'commander'
import type { Context } from '../../context.ts'
import { collect } from '../hub/parameters.ts'
import { readPair } from './pair.ts'
import { sleepSeconds } from './sleep.ts'
import { spaceCommand, withSpace, type SpaceFlags } from './space-command.ts'

interface DuplicateFlags extends SpaceFlags {
  readonly private?: boolean | undefined
  readonly hardware?: string | undefined
  readonly sleep?: string | undefined
  readonly secret?: readonly string[] | undefined
  readonly variable?: readonly string[] | undefined
}

export const duplicateCommand = (context: Context): Command =>
  spaceCommand('duplicate', 'Copy a Space to your account and print the name of the copy.', context)
    .argument('[name]', 'of the copy: owner/name, or a name of your own; default: the same name')
    .option('--private', 'only you can see the copy')
    .option('--no-private', 'everybody can see the copy')
    .option('--hardware <flavor>', 'what it runs on, such as t4-small; it may cost money')
    .option('--sleep <time>', 'let it sleep after this time without visitors: 5m, 1h, never')
    .option('--secret <key=value>', 'a secret; @file as value reads it from a file, - from stdin', collect)
    .option('--variable <key=value>', 'a variable, likewise', collect)
    .action((name: string, to: string | undefined, flags: DuplicateFlags) => duplicate(context, name, to, flags))

const pairs = async (
  context: Context,
  words: readonly string[] | undefined,
  hidden: boolean,
): Promise<Readonly<Record<string, string>> | undefined> => {
  if (words === undefined) return undefined
  const all: Record<string, string> = {}
  for (const word of words) {
    const { key, value } = await readPair(context, word, hidden)
    all[key] = value
  }
  return all
}

const duplicate = async (
  context: Context,
  name: string,
  to: string | undefined,
  flags: DuplicateFlags,
): Promise<void> => {
  const { hardware, sleep } = flags
  const secrets = await pairs(context, flags.secret, true)
  const variables = await pairs(context, flags.variable, false)
  const sleepTime = sleep === undefined ? undefined : sleepSeconds(sleep, '--sleep')
  await withSpace(context, name, flags, async (space, signal) => {
    const copy = await space.duplicate({ to, private: flags.private, hardware, sleepTime, secrets, variables, signal })
    await context.out.write(`${copy.id}\n`)
  })
}
