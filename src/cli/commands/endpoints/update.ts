import type { Command } from 'commander'
import { updateEndpoint } from '../../../hub/endpoints/manage.ts'
import { newCommand } from '../../command.ts'
import type { Context } from '../../context.ts'
import { hubOptions, withHub, type HubFlags } from '../../hub.ts'
import { ready, untilReady, waitOptions, type WaitFlags } from './ready.ts'
import { settingOptions, settingsOf, type SettingFlags } from './settings.ts'
import { tell, type Shown } from './tell.ts'

type Flags = HubFlags & SettingFlags & Shown & WaitFlags

export const updateCommand = (context: Context): Command =>
  hubOptions(
    waitOptions(
      settingOptions(
        newCommand('endpoints update', 'Change an endpoint; what is not named stays as it is.', context)
          .argument('<name>', 'name or namespace/name')
          .option('--model <id>', 'owner/name'),
      ),
    ).option('--json', 'print all the service says'),
  )
    .addHelpText('after', '\nExample\n  hfn endpoints update my-endpoint --min 0 --scale-to-zero 15\n')
    .action((name: string, flags: Flags) => update(context, name, flags))

const update = async (context: Context, name: string, flags: Flags): Promise<void> => {
  const change = await settingsOf(context, flags)
  await withHub(context, untilReady(flags), async (hub, signal) => {
    const endpoint = await updateEndpoint(hub, name, change, { signal })
    await tell(context, await ready(context, hub, endpoint, { ...flags, signal }), flags)
  })
}
