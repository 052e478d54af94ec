import type { Command } from 'commander'
import { listHardware, type Hardware } from '../../../hub/spaces/hardware.ts'
import { newCommand } from '../../command.ts'
import type { Context } from '../../context.ts'
import { hubOptions, withHub } from '../../hub.ts'
import { writeList } from '../../render/list.ts'
import type { Column } from '../../render/table.ts'
import { sleepSeconds } from './sleep.ts'
import { withSpace, writeRuntime, type SpaceFlags } from './space-command.ts'

interface HardwareFlags extends SpaceFlags {
  readonly sleep?: string | undefined
}

export const hardwareCommand = (context: Context): Command =>
  hubOptions(
    newCommand(
      'spaces hardware',
      'List what Spaces can run on; with a Space, show what it runs on; with a flavor too, ask for that.',
      context,
    ),
  )
    .argument('[space]', 'owner/name')
    .argument('[flavor]', 'such as t4-small; it may cost money')
    .option('--sleep <time>', 'let it sleep after this time without visitors: 5m, 1h, never')
    .option('--json', 'print JSON')
    .action((name: string | undefined, flavor: string | undefined, flags: HardwareFlags) =>
      name === undefined ? list(context, flags) : change(context, name, flavor, flags),
    )

const columns: readonly Column<Hardware>[] = [
  { title: 'FLAVOR', cell: ({ name }) => name },
  { title: 'NAME', cell: ({ title }) => title },
  { title: 'CPU', cell: ({ cpu }) => cpu },
  { title: 'MEMORY', cell: ({ memory }) => memory },
  { title: 'ACCELERATOR', cell: ({ accelerator }) => accelerator },
  { title: '$/HOUR', cell: ({ dollarsPerHour }) => dollarsPerHour, right: true },
]

const list = (context: Context, flags: HardwareFlags): Promise<void> =>
  withHub(context, flags, async (hub, signal) => {
    const all = await listHardware(hub, { signal })
    await writeList(context, all, { columns, empty: 'The Hub offers none.' }, flags)
  })

const change = (context: Context, name: string, flavor: string | undefined, flags: HardwareFlags): Promise<void> => {
  const sleepTime = flags.sleep === undefined ? undefined : sleepSeconds(flags.sleep, '--sleep')
  return withSpace(context, name, flags, async (space, signal) => {
    const runtime = await (flavor === undefined
      ? space.runtime({ signal })
      : space.hardware(flavor, { sleepTime, signal }))
    await writeRuntime(context, space, runtime, flags)
  })
}
