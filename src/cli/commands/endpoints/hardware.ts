import type { Command } from 'commander'
import type { Hardware } from '../../../hub/endpoints/contract.ts'
import { endpointHardware } from '../../../hub/endpoints/manage.ts'
import { newCommand } from '../../command.ts'
import type { Context } from '../../context.ts'
import { hubOptions, withHub, type HubFlags } from '../../hub.ts'
import { writeList } from '../../render/list.ts'
import type { Column } from '../../render/table.ts'

interface Flags extends HubFlags {
  readonly namespace?: string | undefined
  readonly vendor?: string | undefined
  readonly region?: string | undefined
  readonly accelerator?: string | undefined
  readonly json?: boolean | undefined
}

export const hardwareCommand = (context: Context): Command =>
  hubOptions(
    newCommand(
      'endpoints hardware',
      'List what endpoints can run on, and what an hour of it costs in dollars.',
      context,
    )
      .option('--vendor <name>', 'of this vendor only')
      .option('--region <name>', 'in this region only')
      .option('--accelerator <kind>', 'cpu, gpu or neuron only')
      .option('--namespace <name>', 'what an organization may use')
      .option('--json', 'print a JSON array'),
  ).action((flags: Flags) => hardware(context, flags))

const columns: readonly Column<Hardware>[] = [
  { title: 'VENDOR', cell: ({ vendor }) => vendor },
  { title: 'REGION', cell: ({ region }) => region },
  { title: 'ACCELERATOR', cell: ({ accelerator }) => accelerator },
  { title: 'TYPE', cell: ({ instanceType }) => instanceType },
  { title: 'SIZE', cell: ({ instanceSize }) => instanceSize },
  { title: 'GB', cell: ({ memory }) => memory, right: true },
  { title: 'GPU GB', cell: ({ gpuMemory }) => gpuMemory, right: true },
  { title: '$/H', cell: ({ pricePerHour }) => pricePerHour, right: true },
  { title: 'STATUS', cell: ({ status }) => status },
]

/** What `create` wants to be told. */
const names: readonly Column<Hardware>[] = [
  { title: 'MACHINE', cell: ({ instanceType, instanceSize }) => `${instanceType} ${instanceSize}` },
]

const hardware = (context: Context, { namespace, json, ...flags }: Flags): Promise<void> =>
  withHub(context, flags, async (hub, signal) => {
    const all = await endpointHardware(hub, { namespace, signal })
    const wanted = (['vendor', 'region', 'accelerator'] as const).filter((name) => flags[name] !== undefined)
    const rows = all.filter((row) => wanted.every((name) => row[name] === flags[name]))
    await writeList(
      context,
      rows,
      { columns: flags.quiet ? names : columns, empty: 'Nothing fits.' },
      { json, ...flags },
    )
  })
