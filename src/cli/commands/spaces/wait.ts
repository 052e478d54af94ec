import type { Command } from 'commander'
import { stageOf } from '../../../hub/spaces/stages.ts'
import type { Context } from '../../context.ts'
import { duration } from '../../duration.ts'
import { note } from '../../render/note.ts'
import { statusOf } from '../../render/status.ts'
import { spaceCommand, withSpace, writeRuntime, type SpaceFlags } from './space-command.ts'

interface WaitFlags extends SpaceFlags {
  /** False for `--no-start`. */
  readonly start: boolean
  readonly interval?: string | undefined
}

export const waitCommand = (context: Context): Command =>
  spaceCommand(
    'wait',
    'Wait until a Space runs, ten minutes unless --timeout says otherwise; wakes it when it sleeps.',
    context,
  )
    .option('--no-start', 'leave it asleep when it sleeps')
    .option('--interval <time>', 'time to the second look; later pauses grow to five times this', '1s')
    .option('--json', 'print how it stands then as JSON')
    .addHelpText('after', '\nExample\n  hfn spaces wait owner/name --timeout 5m && hfn call owner/name\n')
    .action((name: string, flags: WaitFlags) => wait(context, name, flags))

/** Waits; each stage is told once on stderr. */
const wait = (context: Context, name: string, flags: WaitFlags): Promise<void> => {
  const { start, interval = '1s', timeout, quiet } = flags
  const milliseconds = duration(interval, '--interval')
  const limit = timeout === undefined ? undefined : duration(timeout, '--timeout')
  // The Space's own limit says in which stage it still was.
  return withSpace(context, name, { ...flags, timeout: undefined }, async (space, signal) => {
    const status = statusOf(context, quiet)
    const onStage = (stage: string): void => {
      const text = `Space ${space.id} ${stageOf(stage).says} (${stage})`
      if (context.err.isTerminal) return status.say(`${text} …`)
      if (!quiet) void note(context, text)
    }
    try {
      const runtime = await space.wait({ start, interval: milliseconds, timeout: limit, onStage, signal })
      await status.clear()
      await writeRuntime(context, space, runtime, flags)
    } finally {
      await status.clear()
    }
  })
}
