import { Option, type Command } from 'commander'
import type { Options } from '../../../core/options.ts'
import type { Space, SpaceRuntime } from '../../../hub/spaces/contract.ts'
import type { Context } from '../../context.ts'
import { spaceCommand, withSpace, writeRuntime, type SpaceFlags } from './space-command.ts'

interface ControlFlags extends SpaceFlags {
  readonly restart?: boolean | undefined
  readonly factory?: boolean | undefined
  /** As `hf` names it. */
  readonly factoryReboot?: boolean | undefined
}

type Act = (space: Space, flags: ControlFlags & Options) => Promise<SpaceRuntime>

const controlling = (command: Command, context: Context, act: Act): Command =>
  command
    .option('--json', 'print how it stands then as JSON')
    .action((name: string, flags: ControlFlags) =>
      withSpace(context, name, flags, async (space, signal) =>
        writeRuntime(context, space, await act(space, { ...flags, signal }), flags),
      ),
    )

export const startCommand = (context: Context): Command =>
  controlling(
    spaceCommand('start', 'Wake a Space that sleeps, and do not wait for it.', context).option(
      '--restart',
      'also restart one that is paused or failed, which its owner may do',
    ),
    context,
    (space, { restart, signal }) => space.start({ restart, signal }),
  )

export const restartCommand = (context: Context): Command =>
  controlling(
    spaceCommand('restart', 'Stop a Space and start it again; its owner may.', context)
      .option('--factory', 'build it from nothing')
      .addOption(new Option('--factory-reboot').hideHelp()),
    context,
    (space, { factory, factoryReboot, signal }) => space.restart({ factory: factory ?? factoryReboot, signal }),
  )

export const pauseCommand = (context: Context): Command =>
  controlling(
    spaceCommand('pause', 'Stop a Space until its owner restarts it; it costs nothing meanwhile.', context),
    context,
    (space, { signal }) => space.pause({ signal }),
  )
