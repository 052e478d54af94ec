import type { Command } from 'commander'
import type { Endpoint } from '../../../hub/endpoints/contract.ts'
import { listEndpoints } from '../../../hub/endpoints/manage.ts'
import { newCommand } from '../../command.ts'
import type { Context } from '../../context.ts'
import { hubOptions, withHub, type HubFlags } from '../../hub.ts'
import { writeList } from '../../render/list.ts'
import { writeJsonList, type Column } from '../../render/table.ts'

interface Flags extends HubFlags {
  readonly namespace?: string | undefined
  readonly json?: boolean | undefined
}

export const listCommand = (context: Context): Command =>
  hubOptions(
    newCommand('endpoints list', 'List dedicated endpoints and how they stand.', context)
      .option('--namespace <name>', 'of an organization; default: your own')
      .option('--json', 'print a JSON array of what the service says'),
  ).action((flags: Flags) => list(context, flags))

const columns: readonly Column<Endpoint>[] = [
  { title: 'NAME', cell: ({ name }) => name },
  { title: 'STATE', cell: ({ state }) => state },
  { title: 'MODEL', cell: ({ repository }) => repository },
  { title: 'MACHINE', cell: ({ instanceType, instanceSize }) => [instanceType, instanceSize].join(' ').trim() },
  { title: 'URL', cell: ({ url }) => url },
]

const list = (context: Context, { namespace, json, ...flags }: Flags): Promise<void> =>
  withHub(context, flags, async (hub, signal) => {
    const endpoints = await listEndpoints(hub, { namespace, signal })
    if (json) {
      const all = endpoints.map((endpoint) => ({ namespace: endpoint.namespace, ...endpoint.raw }))
      return writeJsonList(context, all)
    }
    await writeList(context, endpoints, { columns, empty: 'There is none: hfn endpoints create --help' }, flags)
  })
