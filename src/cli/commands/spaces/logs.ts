import type { Command } from 'commander'
import { HfnError } from '../../../core/error.ts'
import type { LogLine } from '../../../hub/spaces/contract.ts'
import type { Context } from '../../context.ts'
import { count } from '../../count.ts'
import { shown } from '../../render/printer.ts'
import { spaceCommand, withSpace, type SpaceFlags } from './space-command.ts'

interface LogFlags extends SpaceFlags {
  readonly build?: boolean | undefined
  readonly follow?: boolean | undefined
  readonly time?: boolean | undefined
  readonly tail?: string | undefined
}

export const logsCommand = (context: Context): Command =>
  spaceCommand('logs', 'Print what a Space wrote; those who may change it can read it.', context)
    .option('--build', 'what was said while it was built')
    .option('-f, --follow', 'go on as long as it runs')
    .option('-n, --tail <count>', 'only so many lines from the end')
    .option('--time', 'put the time before each line')
    .option('--json', 'print each line as JSON, {text, time}')
    .action((name: string, flags: LogFlags) => logs(context, name, flags))

/** Lines that `--tail` may keep. */
const mostLines = 100_000

/** The last lines, once there are no more. */
async function* lastOf(lines: AsyncIterable<LogLine>, many: number): AsyncGenerator<LogLine> {
  const kept: LogLine[] = []
  for await (const line of lines) if (kept.push(line) > many) kept.shift()
  yield* kept
}

const tailOf = ({ tail, follow }: LogFlags): number | undefined => {
  const many = count(tail, '--tail')
  if (many === undefined) return undefined
  if (follow) throw new HfnError('BAD_USAGE', 'Either --tail or --follow, not both: what is followed has no end')
  return Math.min(many, mostLines)
}

const logs = (context: Context, name: string, { build, follow, time, json, ...flags }: LogFlags): Promise<void> => {
  const many = tailOf({ follow, ...flags })
  return withSpace(context, name, flags, async (space, signal) => {
    const { out } = context
    const lines = space.logs({ build, follow, signal })
    for await (const line of many === undefined ? lines : lastOf(lines, many)) {
      const text = json ? JSON.stringify(line) : time ? `${line.time ?? ''} ${line.text}` : line.text
      await out.write(`${shown(out, text)}\n`)
      if (out.closed) return
    }
  })
}
