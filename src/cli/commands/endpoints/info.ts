import type { Command } from 'commander'
import { endpointInfo } from '../../../hub/endpoints/manage.ts'
import { newCommand } from '../../command.ts'
import type { Context } from '../../context.ts'
import { hubOptions, withHub, type HubFlags } from '../../hub.ts'
import { tell, type Shown } from './tell.ts'

export const infoCommand = (context: Context): Command =>
  hubOptions(
    newCommand('endpoints info', 'Show an endpoint and how it stands.', context)
      .argument('<name>', 'name or namespace/name')
      .option('--json', 'print all the service says'),
  ).action((name: string, flags: HubFlags & Shown) =>
    withHub(context, flags, async (hub, signal) => tell(context, await endpointInfo(hub, name, { signal }), flags)),
  )
