import type { Command } from 'commander'
import type { Context } from '../../context.ts'
import { duration } from '../../duration.ts'
import { spaceCommand, withSpace, writeRuntime, type SpaceFlags } from './space-command.ts'

/** Seconds of a time such as `1h`; -1, the Hub's word, for `never`. */
export const sleepSeconds = (text: string, flag: string): number =>
  text === 'never' ? -1 : Math.ceil(duration(text, flag) / 1000)

export const sleepCommand = (context: Context): Command =>
  spaceCommand('sleep', 'Set after which time without visitors a Space goes to sleep.', context)
    .argument('<time>', '5m, 1h, 3600 (seconds), or never')
    .option('--json', 'print how it stands then as JSON')
    .action((name: string, time: string, flags: SpaceFlags) => sleep(context, name, time, flags))

const sleep = (context: Context, name: string, time: string, flags: SpaceFlags): Promise<void> => {
  const seconds = sleepSeconds(time, '<time>')
  return withSpace(context, name, flags, async (space, signal) =>
    writeRuntime(context, space, await space.sleepTime(seconds, { signal }), flags),
  )
}
