import type { Command } from 'commander'
import { waitForEndpoint } from '../../../hub/endpoints/wait.ts'
import { newCommand } from '../../command.ts'
import type { Context } from '../../context.ts'
import { duration } from '../../duration.ts'
import { hubOptions, withHub, type HubFlags } from '../../hub.ts'
import { tell, teller, type Shown } from './tell.ts'

interface Flags extends HubFlags, Shown {
  readonly wake?: boolean | undefined
  readonly interval: string
}

export const waitCommand = (context: Context): Command =>
  hubOptions(
    newCommand('endpoints wait', 'Wait until an endpoint is ready; at most 30 minutes, or --timeout.', context)
      .argument('<name>', 'name or namespace/name')
      .option('--wake', 'wake it when it is scaled to zero')
      .option('--interval <time>', 'between two looks, less at first', '5s')
      .option('--json', 'print all the service says of it then'),
  )
    .addHelpText('after', '\nExample\n  hfn endpoints wait my-endpoint --wake --timeout 10m\n')
    .action((name: string, flags: Flags) => wait(context, name, flags))

const wait = (context: Context, name: string, flags: Flags): Promise<void> => {
  const { wake, timeout, quiet } = flags
  const interval = duration(flags.interval, '--interval')
  const limit = timeout === undefined ? undefined : duration(timeout, '--timeout')
  // The wait's own limit says how the endpoint still stood.
  return withHub(context, { ...flags, timeout: undefined }, async (hub, signal) => {
    const options = { wake, interval, timeout: limit, onState: teller(context, quiet), signal }
    await tell(context, await waitForEndpoint(hub, name, options), flags)
  })
}
