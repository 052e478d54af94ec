import type { Command } from 'commander'
import { deleteEndpoint } from '../../../hub/endpoints/manage.ts'
import { newCommand } from '../../command.ts'
import { confirm } from '../../confirm.ts'
import type { Context } from '../../context.ts'
import { hubOptions, withHub, type HubFlags } from '../../hub.ts'

interface Flags extends HubFlags {
  readonly yes?: boolean | undefined
}

export const deleteCommand = (context: Context): Command =>
  hubOptions(
    newCommand('endpoints delete', 'Delete an endpoint for good. Pausing one costs nothing either.', context)
      .argument('<name>', 'name or namespace/name')
      .option('-y, --yes', 'do not ask'),
  ).action((name: string, flags: Flags) => remove(context, name, flags))

const remove = async (context: Context, name: string, { yes, ...flags }: Flags): Promise<void> => {
  if (!yes) await confirm(context, `Delete endpoint ${name} for good?`)
  await withHub(context, flags, async (hub, signal) => {
    await deleteEndpoint(hub, name, { signal })
    if (!flags.quiet) await context.out.write(`Deleted endpoint ${name}\n`)
  })
}
