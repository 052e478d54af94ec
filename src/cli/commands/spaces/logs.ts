import type { Command } from 'commander'
import type { Context } from '../../context.ts'
import { shown } from '../../render/printer.ts'
import { spaceCommand, withSpace, type SpaceFlags } from './space-command.ts'

interface LogFlags extends SpaceFlags {
  readonly build?: boolean | undefined
  readonly follow?: boolean | undefined
  readonly time?: boolean | undefined
}

export const logsCommand = (context: Context): Command =>
  spaceCommand('logs', 'Print what a Space wrote; those who may change it can read it.', context)
    .option('--build', 'what was said while it was built')
    .option('-f, --follow', 'go on as long as it runs')
    .option('--time', 'put the time before each line')
    .option('--json', 'print each line as JSON, {text, time}')
    .action((name: string, flags: LogFlags) => logs(context, name, flags))

const logs = (context: Context, name: string, { build, follow, time, json, ...flags }: LogFlags): Promise<void> =>
  withSpace(context, name, flags, async (space, signal) => {
    const { out } = context
    for await (const line of space.logs({ build, follow, signal })) {
      const text = json ? JSON.stringify(line) : time ? `${line.time ?? ''} ${line.text}` : line.text
      await out.write(`${shown(out, text)}\n`)
      if (out.closed) return
    }
  })
